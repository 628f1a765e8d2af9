using System.CommandLine;
using Bylaw.Ledger.Hosting;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log serve</c>: the ledger as a C2SP tile log over HTTP, for readers and verifiers that are not ours.</summary>
internal static class LogServeCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var listen = new Option<string>("--listen") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:7381/" };
        var command = new Command(
            "serve",
            "Serve checkpoint, tiles and entry bundles, also while another process writes. Nothing else of the folder is handed out. Example: bylaw log serve --listen http://127.0.0.1:7381/")
        {
            log, keys, listen,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var address = parsed.GetValue(listen)!;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "http")
            {
                throw new UserErrorException($"--listen `{address}` must be an address such as http://127.0.0.1:7381/");
            }
            Console.Out.WriteLine($"listening on {address}");
            Console.Out.Flush();
            await new TileServer(home.Folder.Root, address.EndsWith('/') ? address : address + "/").RunAsync(token);
            return ExitCode.Success;
        }));
        return command;
    }
}
