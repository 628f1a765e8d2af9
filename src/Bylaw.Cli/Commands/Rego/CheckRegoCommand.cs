using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego check</c>: parses and compiles, and reports all that is wrong.</summary>
internal static class CheckRegoCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders.", Arity = ArgumentArity.OneOrMore };
        var policies = new PolicyOptions();
        var format = new Option<string>("--format", "-f") { Description = "pretty or json.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        var command = new Command("check", """
            Check Rego files: parse, resolve, order, infer types, and report every fault with its place.

            Examples:
              bylaw rego check policy/
              bylaw rego check policy/ --schema input-schema.json
              bylaw rego check policy/ --schema schemas/ --capabilities capabilities.json

            Exit codes: 0 nothing wrong; 1 errors were found; 2 a file cannot be read.
            """);
        command.Arguments.Add(paths);
        command.Options.Add(policies.V0);
        command.Options.Add(policies.V1);
        command.Options.Add(policies.Strict);
        command.Options.Add(policies.Schema);
        command.Options.Add(policies.Capabilities);
        command.Options.Add(format);
        command.SetAction(parse =>
        {
            var files = PolicyFiles.Load(parse.GetValue(paths)!, ControlExamples.IsNone);
            PolicyOptions.ThrowOnProblems(files.Problems);
            var compilation = RegoCompiler.Compile(files.Modules, policies.Compiler(parse));
            if (parse.GetValue(format) == "json")
            {
                Console.Out.WriteLine(RegoValue.From(RegoObject.Create(("errors", DiagnosticPrinter.ToJson(compilation.Diagnostics)))).ToJson("  "));
            }
            else
            {
                DiagnosticPrinter.Write(Console.Error, compilation.Diagnostics);
                if (!compilation.Succeeded)
                {
                    Console.Error.WriteLine(DiagnosticPrinter.Count(compilation.Diagnostics));
                }
            }
            return compilation.Succeeded ? ExitCode.Success : ExitCode.Violation;
        });
        return command;
    }
}
