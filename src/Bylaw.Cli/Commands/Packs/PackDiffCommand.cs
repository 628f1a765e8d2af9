using System.CommandLine;
using Bylaw.Cli.Commands.Check;
using Bylaw.Packs;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack diff</c>: what differs between two versions of a pack.</summary>
internal static class PackDiffCommand
{
    public static Command Build()
    {
        var before = new Argument<string>("before") { Description = "The older version: a folder, an archive, oci://…, or an installed pack." };
        var after = new Argument<string>("after") { Description = "The newer version." };
        var plain = PackVerifyCommand.PlainHttp();
        var command = new Command("diff", """
            Say what differs between two versions of a pack: controls added, removed and changed, parameters, enforcement, and whether that is
            stricter or looser.

            Example:
              bylaw pack diff our-rules-1.0.tar.gz .bylaw/packs/our-rules

            Exit codes: 0 nothing differs; 1 something does; 2 a version cannot be read.
            """) { before, after, plain };
        command.SetAction(async (parse, cancellation) =>
        {
            var (old, oldName) = await OpenAsync(parse.GetValue(before)!, parse.GetValue(plain), cancellation);
            var (young, youngName) = await OpenAsync(parse.GetValue(after)!, parse.GetValue(plain), cancellation);
            if (oldName != youngName)
            {
                throw new UserErrorException($"{oldName} and {youngName} are different packs");
            }
            var differences = PackDiff.Compare(old, young, oldName);
            foreach (var difference in differences)
            {
                Console.WriteLine($"{difference.Kind,-8} {difference.What,-9} {(difference.Direction.Length > 0 ? $"[{difference.Direction}] " : "")}{difference.Detail}");
            }
            Console.WriteLine(differences.IsEmpty ? $"{oldName}: nothing differs" : $"{oldName}: {differences.Length} differences");
            return differences.IsEmpty ? ExitCode.Success : ExitCode.Violation;
        });
        return command;
    }

    /// <summary>Loads a version alone with the libraries of the program, so that its own controls are the ones that are compared.</summary>
    private static async Task<(PackLibrary Library, string Id)> OpenAsync(string name, bool plainHttp, CancellationToken cancellation)
    {
        var fetched = await PackFiles.TakeAsync(name, plainHttp, cancellation);
        var folder = Directory.CreateTempSubdirectory("bylaw-diff").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        PackArchive.Write(fetched.Files, Path.Combine(folder, fetched.Pack.Id));
        PackArchive.Write(PackArchive.ReadFolder(Path.Combine(PackLocation.BuiltIn(), "lib")), Path.Combine(folder, "lib"));
        return (PackFiles.Load([folder]), fetched.Pack.Id);
    }
}
