using System.CommandLine;
using System.Text;
using Bylaw.Detection.Masking;

namespace Bylaw.Cli.Commands.Scan;

/// <summary><c>bylaw unmask</c>: puts values back that were sealed or kept in a vault.</summary>
internal static class UnmaskCommand
{
    public static Command Build()
    {
        var input = new Argument<string>("file") { Description = "A copy that bylaw scan --mask encrypt or --mask token made; - for standard input" };
        var key = new Option<string>("--key-file") { Description = "The key it was made with: 32 bytes in hex", Required = true };
        var vault = new Option<string?>("--vault") { Description = "The vault of its tokens" };
        var output = new Option<string>("--out") { Description = "Where the clear text goes", Required = true };
        var command = new Command("unmask", """
            Put back the values that `bylaw scan --mask encrypt` sealed and `--mask token` kept in a vault.

            Examples:
              bylaw unmask clean.csv --key-file key.hex --out clear.csv
              bylaw unmask clean.csv --key-file key.hex --vault tokens.vault --out clear.csv

            Exit codes: 0 everything was put back, 1 some places could not be (another key or vault), 2 wrong use.
            """)
        {
            input, key, vault, output,
        };
        command.SetAction(parsed =>
        {
            var bytes = MaskSettings.ReadKey(parsed.GetValue(key)!);
            var kept = parsed.GetValue(vault) is { } file ? MaskSettings.OpenVault(file, bytes, mustExist: true) : null;
            var unmasker = new Unmasker(bytes, kept);
            var clear = Encoding.UTF8.GetBytes(unmasker.Apply(Encoding.UTF8.GetString(CleanCopy.ReadAll(parsed.GetValue(input)!))));
            CleanCopy.WriteWhole(parsed.GetValue(output)!, stream => stream.Write(clear));
            Console.Error.WriteLine($"{unmasker.Restored} put back, {unmasker.Left} left as they are");
            return unmasker.Left == 0 ? ExitCode.Success : ExitCode.Violation;
        });
        return command;
    }
}
