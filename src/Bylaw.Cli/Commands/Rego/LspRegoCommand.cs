using System.CommandLine;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego lsp</c>: the language server that editors start. What serves is loaded by this command alone, and is not in the native program.</summary>
internal static partial class LspRegoCommand
{
    private static readonly Option<string?> _schema = new("--schema", "-s") { Description = "JSON Schema file of the input, or folder of schemas that metadata names; without it the folder `schemas` of what is open." };
    private static readonly Option<string[]> _disable = new("--disable") { Description = "A lint rule (bugs/constant-condition) or a category (style) that does not run; may be given again." };
    private static readonly Option<string?> _docs = new("--docs") { Description = "URI of the folder that holds `diagnostics` and `builtins`, for links; without it the pages that came with the program." };
    private static readonly Option<bool> _v0 = new("--v0-compatible") { Description = "Read Rego v0; a bundle's manifest says it for the bundle." };
    private static readonly Option<bool> _stdio = new("--stdio") { Description = "Speak over standard input and output: what it does anyhow, and what some editors pass." };

    public static Command Build()
    {
        var command = new Command("lsp", """
            Serve an editor over standard input and output (Language Server Protocol 3.17): faults as you type, hover, completion, definitions,
            references, rename, formatting, mends, evaluating rules and running tests. Editors start it; docs/editors.md has their settings.

            Examples:
              bylaw rego lsp
              bylaw rego lsp --schema schemas/request.json
              bylaw rego lsp --disable style --disable bugs/rule-shadows-builtin

            Exit codes: 0 the editor ended it; 1 the editor is gone or ended it otherwise; 2 an option is wrong.
            """);
        foreach (var option in (Option[])[_schema, _disable, _docs, _v0, _stdio])
        {
            command.Options.Add(option);
        }
        command.SetAction(ServeAsync);
        return command;
    }

    private static partial Task<int> ServeAsync(ParseResult parse, CancellationToken cancellation);
}
