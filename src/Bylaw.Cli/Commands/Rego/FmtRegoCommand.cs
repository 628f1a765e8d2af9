using System.CommandLine;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego fmt</c>: formats files in the one canonical style.</summary>
internal static class FmtRegoCommand
{
    // OPA's code for a text that is wrong, and for a change that --fail forbids.
    private const int Refused = 2;

    private static readonly Argument<string[]> _paths = new("path") { Description = "Files or folders; standard input when none is given.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> _write = new("--write", "-w") { Description = "Write the result back to the file." };
    private static readonly Option<bool> _diff = new("--diff", "-d") { Description = "Print what would change, as a unified diff." };
    private static readonly Option<bool> _list = new("--list", "-l") { Description = "Print the names of files that would change." };
    private static readonly Option<bool> _fail = new("--fail") { Description = "End with a non-zero exit code when something would change." };
    private static readonly Option<bool> _v0 = new("--v0-compatible") { Description = "Read and write Rego v0." };
    private static readonly Option<bool> _v1 = new("--v1-compatible") { Description = "Read and write Rego v1 (the default)." };
    private static readonly Option<bool> _v0V1 = new("--v0-v1") { Description = "Read Rego v0 and write what is both v0 and v1 (`import rego.v1`)." };
    private static readonly Option<bool> _drop = new("--drop-v0-imports") { Description = "Write Rego v1 without the imports that v1 makes needless." };

    public static Command Build()
    {
        var command = new Command("fmt", """
            Format Rego files in OPA's canonical style. Comments are kept; formatting twice changes nothing.

            Examples:
              bylaw rego fmt policy.rego              print the formatted text
              bylaw rego fmt --write policy/          format all files below a folder
              bylaw rego fmt --list --fail policy/    name files that are not formatted, and fail if there are any
              bylaw rego fmt --v0-v1 --write old/     move v0 files to v1

            Exit codes: 0 done; 2 a file is wrong or cannot be read, or --fail found a change.
            """);
        command.Arguments.Add(_paths);
        foreach (var option in (Option[])[_write, _diff, _list, _fail, _v0, _v1, _v0V1, _drop])
        {
            command.Options.Add(option);
        }
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var options = new FormatOptions
        {
            Parser = ParserOptions.Default with { Version = parse.GetValue(_v0) || parse.GetValue(_v0V1) ? RegoVersion.V0 : RegoVersion.V1 },
            Target = (parse.GetValue(_v0V1), parse.GetValue(_drop)) switch
            {
                (_, true) => FormatTarget.V1,
                (true, _) => FormatTarget.V0CompatibleWithV1,
                _ => FormatTarget.AsParsed,
            },
        };
        var paths = parse.GetValue(_paths)!;
        if (paths.Length == 0)
        {
            return FormatOne(parse, "stdin", Console.In.ReadToEnd(), null, options);
        }
        var worst = ExitCode.Success;
        foreach (var file in RegoFiles.Find(paths))
        {
            worst = Math.Max(worst, FormatOne(parse, file, RegoFiles.Read(file), file, options));
        }
        return worst;
    }

    private static int FormatOne(ParseResult parse, string name, string text, string? file, FormatOptions options)
    {
        var result = RegoFormatter.Format(new SourceText(name, text), options);
        if (!result.Succeeded)
        {
            DiagnosticPrinter.Write(Console.Error, result.Diagnostics);
            Console.Error.WriteLine(DiagnosticPrinter.Count(result.Diagnostics));
            return Refused;
        }
        var changes = result.Text != text;
        if (changes && parse.GetValue(_list))
        {
            Console.Out.WriteLine(name);
        }
        if (changes && parse.GetValue(_diff))
        {
            Console.Out.Write(UnifiedDiff.Write(name, text, result.Text));
        }
        if (parse.GetValue(_write) && file is not null)
        {
            if (changes)
            {
                RegoFiles.Replace(file, result.Text);
            }
        }
        else if (!parse.GetValue(_list) && !parse.GetValue(_diff) && !parse.GetValue(_fail))
        {
            Console.Out.Write(result.Text);
        }
        return changes && parse.GetValue(_fail) ? Refused : ExitCode.Success;
    }
}
