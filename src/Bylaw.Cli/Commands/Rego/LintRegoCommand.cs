using System.CommandLine;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Linting;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego lint</c>: finds what is legal and likely not meant.</summary>
internal static class LintRegoCommand
{
    private static readonly Argument<string[]> _paths = new("path") { Description = "Files or folders.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string> _format = new("--format", "-f") { Description = "pretty or json.", DefaultValueFactory = _ => "pretty" };
    private static readonly Option<string[]> _disable = new("--disable") { Description = "A rule (bugs/constant-condition) or a category (style) that does not run; may be given again." };
    private static readonly Option<bool> _fix = new("--fix") { Description = "Apply the mends that are mechanical and keep the meaning." };
    private static readonly Option<bool> _list = new("--list-rules") { Description = "Print the rules and end." };
    private static readonly Option<bool> _v0 = new("--v0-compatible") { Description = "Read Rego v0." };

    public static Command Build()
    {
        _format.AcceptOnlyFromAmong("pretty", "json");
        var command = new Command("lint", """
            Find what is legal Rego and likely not meant, or not written as Rego usually is.
            A comment `# bylaw ignore: rule` silences a rule on its line, or on the line below when it stands alone.

            Examples:
              bylaw rego lint policy/
              bylaw rego lint --disable style --format json policy.rego
              bylaw rego lint --fix policy/

            Exit codes: 0 nothing found; 1 something was found; 2 a file is wrong or cannot be read.
            """);
        command.Arguments.Add(_paths);
        foreach (var option in (Option[])[_format, _disable, _fix, _list, _v0])
        {
            command.Options.Add(option);
        }
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        if (parse.GetValue(_list))
        {
            foreach (var rule in RegoLinter.Rules)
            {
                Console.Out.WriteLine($"{rule.Code}  {rule.Name,-34} {rule.Summary}");
            }
            return ExitCode.Success;
        }
        if (parse.GetValue(_paths) is not { Length: > 0 } paths)
        {
            throw new UserErrorException("name the files or folders to look at");
        }
        var options = new LintOptions { Disabled = [.. CheckNames(parse.GetValue(_disable) ?? [])] };
        var findings = new List<Diagnostic>();
        var count = 0;
        foreach (var file in RegoFiles.Find(paths))
        {
            count++;
            findings.AddRange(LintFile(parse, file, options));
        }
        if (parse.GetValue(_format) == "json")
        {
            Console.Out.WriteLine(RegoValue.From(RegoObject.Create(("findings", DiagnosticPrinter.ToJson(findings)))).ToJson("  "));
        }
        else
        {
            DiagnosticPrinter.Write(Console.Out, findings);
            Console.Out.WriteLine($"{count} {(count == 1 ? "file" : "files")}, {findings.Count} {(findings.Count == 1 ? "finding" : "findings")}");
        }
        return findings.Exists(f => f.Kind.Severity == Severity.Error) ? ExitCode.ToolFault
            : findings.Count > 0 ? ExitCode.Violation : ExitCode.Success;
    }

    private static IEnumerable<Diagnostic> LintFile(ParseResult parse, string file, LintOptions options)
    {
        var parser = ParserOptions.Default with { Version = parse.GetValue(_v0) ? RegoVersion.V0 : RegoVersion.V1 };
        var source = new SourceText(file, RegoFiles.Read(file));
        var module = RegoParser.ParseModule(source, parser);
        if (!module.Succeeded)
        {
            return module.Diagnostics;
        }
        var findings = RegoLinter.Lint(module.Module, options);
        if (!parse.GetValue(_fix))
        {
            return findings;
        }
        var (text, applied) = RegoLinter.Fix(source, findings);
        if (applied == 0)
        {
            return findings;
        }
        var mended = RegoParser.ParseModule(new SourceText(file, text), parser);
        if (!mended.Succeeded)
        {
            return findings; // a mend that breaks the text is not written
        }
        RegoFiles.Replace(file, text);
        return RegoLinter.Lint(mended.Module, options);
    }

    private static IEnumerable<string> CheckNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!RegoLinter.Rules.Any(r => r.Name == name || r.Name.StartsWith(name + "/", StringComparison.Ordinal)))
            {
                throw new UserErrorException($"there is no lint rule or category `{name}`; `bylaw rego lint --list-rules` names them");
            }
            yield return name;
        }
    }
}
