using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>The options that several commands share: where policies and data come from, and which language they are in.</summary>
internal sealed class PolicyOptions
{
    public Option<string[]> Data { get; } = new("--data", "-d")
    {
        Description = "Policy or data file or folder; may be given again. PREFIX:PATH puts data below a prefix.",
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string[]> Bundle { get; } = new("--bundle", "-b")
    {
        Description = "Bundle folder; may be given again. Files named *_test.rego are left out.",
    };

    public Option<bool> V0 { get; } = new("--v0-compatible") { Description = "Read modules and queries as Rego v0." };

    public Option<bool> V1 { get; } = new("--v1-compatible") { Description = "Read modules and queries as Rego v1 (the default)." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Bundle);
        command.Options.Add(V0);
        command.Options.Add(V1);
    }

    /// <summary>Returns how text is parsed.</summary>
    public ParserOptions Parser(ParseResult parse) =>
        ParserOptions.Default with { Version = parse.GetValue(V0) ? RegoVersion.V0 : RegoVersion.V1 };

    /// <summary>Reads and compiles all that was named.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="more">Further paths.</param>
    /// <returns>Policies and data.</returns>
    /// <exception cref="UserErrorException">Something cannot be read or does not compile; diagnostics have been written.</exception>
    public (Policies Policies, RegoValue Data, PolicyFiles Files) Load(ParseResult parse, IEnumerable<string>? more = null)
    {
        var files = PolicyFiles.Load([.. parse.GetValue(Data) ?? [], .. more ?? []], ControlExamples.IsNone);
        var bundles = PolicyFiles.Load(parse.GetValue(Bundle) ?? [], f => !f.EndsWith("_test.rego", StringComparison.Ordinal) && ControlExamples.IsNone(f));
        ThrowOnProblems([.. files.Problems, .. bundles.Problems]);
        if (!PolicyFiles.TryMerge(files.Data, bundles.Data, out var data))
        {
            throw new UserErrorException("the data of a bundle conflicts with the data given with --data");
        }
        var all = new PolicyFiles([.. files.Modules, .. bundles.Modules], data, []);
        var compilation = RegoCompiler.Compile(all.Modules, new CompilerOptions { Parser = Parser(parse) });
        DiagnosticPrinter.Write(Console.Error, compilation.Diagnostics);
        return compilation.Succeeded
            ? (compilation.Policies, data, all)
            : throw new UserErrorException(DiagnosticPrinter.Count(compilation.Diagnostics));
    }

    /// <summary>Stops when files could not be used.</summary>
    public static void ThrowOnProblems(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new UserErrorException(string.Join("\nbylaw: ", problems));
        }
    }
}
