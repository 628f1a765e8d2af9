using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Types;
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
        Description = "Bundle: a folder or a tar.gz file; may be given again. Files named *_test.rego are left out.",
    };

    public Option<bool> V0 { get; } = new("--v0-compatible") { Description = "Read modules and queries as Rego v0." };

    public Option<bool> V1 { get; } = new("--v1-compatible") { Description = "Read modules and queries as Rego v1 (the default)." };

    public Option<string?> Schema { get; } = new("--schema", "-s")
    {
        Description = "JSON Schema file of the input, or folder of schemas that metadata names (schema.NAME): types are checked by it.",
    };

    public Option<string?> Capabilities { get; } = new("--capabilities")
    {
        Description = "Capabilities file: only its built-ins, keywords and features may be used.",
    };

    public Option<bool> Strict { get; } = new("--strict", "-S")
    {
        Description = "Unused imports, variables and parameters, and deprecated built-ins, are errors too.",
    };

    public SignatureOptions Keys { get; } = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Bundle);
        command.Options.Add(V0);
        command.Options.Add(V1);
        command.Options.Add(Strict);
        command.Options.Add(Schema);
        command.Options.Add(Capabilities);
        Keys.AddVerification(command);
    }

    /// <summary>Returns how text is parsed.</summary>
    public ParserOptions Parser(ParseResult parse) =>
        ParserOptions.Default with { Version = parse.GetValue(V0) ? RegoVersion.V0 : RegoVersion.V1 };

    /// <summary>Returns how modules are compiled.</summary>
    /// <exception cref="UserErrorException">The schemas or the capabilities cannot be read.</exception>
    public CompilerOptions Compiler(ParseResult parse) => CompilerOptions.Default with
    {
        Parser = Parser(parse),
        IsStrict = parse.GetValue(Strict),
        Schemas = parse.GetValue(Schema) is { } path ? ReadSchemas(path) : RegoSchemas.Empty,
        Capabilities = parse.GetValue(Capabilities) is { } file ? CapabilityFiles.Read(file) : null,
    };

    /// <summary>Reads and compiles all that was named.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Policies and data, and the modules they were made from.</returns>
    /// <exception cref="UserErrorException">Something cannot be read or does not compile; diagnostics have been written.</exception>
    public (Policies Policies, RegoValue Data, PolicySources Sources) Load(ParseResult parse, CancellationToken cancellation)
    {
        var parser = Parser(parse);
        var sources = PolicySources.Read(parse.GetValue(Data) ?? [], parse.GetValue(Bundle) ?? [], withTests: false, parser, Keys.Verification(parse), cancellation);
        return (Compile(sources, Compiler(parse), cancellation), sources.Data, sources);
    }

    /// <summary>Compiles what was read.</summary>
    /// <exception cref="UserErrorException">It does not parse or compile; diagnostics have been written.</exception>
    public static Policies Compile(PolicySources sources, CompilerOptions options, CancellationToken cancellation)
    {
        var broken = sources.Diagnostics.Any(d => d.Kind.Severity == Severity.Error);
        var compilation = broken ? null : RegoCompiler.Compile(sources.Modules, options, cancellation);
        Diagnostic[] all = [.. sources.Diagnostics, .. compilation?.Diagnostics ?? []];
        DiagnosticPrinter.Write(Console.Error, all);
        return compilation?.Policies ?? throw new UserErrorException(DiagnosticPrinter.Count(all));
    }

    private static RegoSchemas ReadSchemas(string path)
    {
        try
        {
            return SchemaFiles.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UserErrorException(error is FormatException ? $"--schema: {error.Message}" : $"--schema: cannot read {path}: {error.Message}");
        }
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
