using System.CommandLine;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Syntax.Json;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego parse</c>: shows the tree of a module.</summary>
internal static class ParseRegoCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "A Rego file; `-` for standard input." };
        var format = new Option<string>("--format", "-f") { Description = "pretty or json.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        var include = new Option<string>("--json-include") { Description = "What else JSON holds: locations, comments (with a comma; `-comments` leaves out)." };
        var v0 = new Option<bool>("--v0-compatible") { Description = "Read Rego v0." };
        var v1 = new Option<bool>("--v1-compatible") { Description = "Read Rego v1 (the default)." };
        var command = new Command("parse", """
            Parse a Rego file and print its tree.

            Examples:
              bylaw rego parse policy.rego
              bylaw rego parse --format json --json-include locations,comments policy.rego

            Exit codes: 0 parsed; 1 the file is wrong; 2 it cannot be read.
            """);
        command.Arguments.Add(path);
        foreach (var option in (Option[])[format, include, v0, v1])
        {
            command.Options.Add(option);
        }
        command.SetAction(parse =>
        {
            var name = parse.GetValue(path)!;
            var text = name == "-" ? Console.In.ReadToEnd() : RegoFiles.Read(name);
            var options = ParserOptions.Default with { Version = parse.GetValue(v0) ? RegoVersion.V0 : RegoVersion.V1 };
            var module = RegoParser.ParseModule(new SourceText(name, text), options);
            if (!module.Succeeded)
            {
                WriteFaults(module, parse.GetValue(format) == "json");
                return ExitCode.Violation;
            }
            var (locations, comments) = ReadInclude(parse.GetValue(include));
            var tree = AstWriter.Write(module.Module, locations, comments);
            Console.Out.WriteLine(parse.GetValue(format) == "json" ? tree.ToJson("  ") : AstOutline.Write(tree).TrimEnd('\n'));
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteFaults(ModuleParse module, bool asJson)
    {
        if (asJson)
        {
            Console.Out.WriteLine(RegoValue.From(RegoObject.Create(("errors", DiagnosticPrinter.ToJson(module.Diagnostics)))).ToJson("  "));
            return;
        }
        DiagnosticPrinter.Write(Console.Error, module.Diagnostics);
        Console.Error.WriteLine(DiagnosticPrinter.Count(module.Diagnostics));
    }

    private static (bool Locations, bool Comments) ReadInclude(string? words)
    {
        var (locations, comments) = (false, false);
        foreach (var word in (words ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var isOn = word[0] != '-';
            switch (word.TrimStart('-'))
            {
                case "locations":
                    locations = isOn;
                    break;
                case "comments":
                    comments = isOn;
                    break;
                default:
                    throw new UserErrorException($"--json-include knows `locations` and `comments`, but not `{word}`");
            }
        }
        return (locations, comments);
    }
}
