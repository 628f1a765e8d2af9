using System.CommandLine;
using System.Reflection;
using Bylaw.Cli.Commands.LanguageServer;
using Bylaw.Rego.LanguageServer;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Cli.Commands.Rego;

/// <content>Serves.</content>
internal static partial class LspRegoCommand
{
    private static async partial Task<int> ServeAsync(ParseResult parse, CancellationToken cancellation)
    {
        var disabled = parse.GetValue(_disable) ?? [];
        if (disabled.FirstOrDefault(d => !RegoLinter.Rules.Any(r => r.Name == d || r.Name.Split('/')[0] == d)) is { } unknown)
        {
            throw new UserErrorException($"--disable: there is no rule or category `{unknown}`; `bylaw rego lint --list-rules` lists them");
        }
        if (parse.GetValue(_schema) is { } schema && !Path.Exists(schema))
        {
            throw new UserErrorException($"--schema: {schema}: no such file or folder");
        }
        var options = LanguageServerOptions.Default with
        {
            Version = typeof(LspRegoCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Language = parse.GetValue(_v0) ? RegoVersion.V0 : RegoVersion.V1,
            Schema = parse.GetValue(_schema) is { } path ? Path.GetFullPath(path) : null,
            DisabledLint = [.. disabled],
            DocumentationBase = parse.GetValue(_docs) is { } uri ? uri.TrimEnd('/') + "/" : DocumentationPages.Beside(AppContext.BaseDirectory),
            InputSchemaOf = new ControlInput().SchemaOf,
            CheckFile = ManifestFiles.Check,
        };
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        // Nothing but messages may reach the editor.
        Console.SetOut(Console.Error);
        return await RegoLanguageServer.RunAsync(input, output, options, cancellation);
    }
}
