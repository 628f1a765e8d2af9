using System.CommandLine;

namespace Bylaw.Cli.Commands.Rego;

/// <content>The server is in the whole program, which <c>eng/launch.sh</c> starts for it.</content>
internal static partial class LspRegoCommand
{
    private static partial Task<int> ServeAsync(ParseResult parse, CancellationToken cancellation) =>
        throw new UserErrorException("the language server is not in the native program: start `bylaw rego lsp` by the launcher beside it, or `bylaw-whole rego lsp`");
}
