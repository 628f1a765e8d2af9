using System.CommandLine;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack build</c>: makes one file of a pack.</summary>
internal static class PackBuildCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "The pack's folder, or the name of an installed pack." };
        var output = new Option<string?>("--out", "-o") { Description = "The file to write. Default: ID-VERSION.tar.gz, or ID.tar.gz." };
        var command = new Command("build", """
            Make one file of a pack: a gzipped tar with the same bytes each time. The rules are compiled first.

            Example:
              bylaw pack build .bylaw/packs/our-rules --out our-rules-1.0.tar.gz

            Exit codes: 0 written; 2 the pack is at fault or the file cannot be written.
            """) { pack, output };
        command.SetAction(parse =>
        {
            var folder = PackFiles.Find(parse.GetValue(pack)!);
            PackFiles.LoadWith(folder);
            var fetched = PackFetch.FromFolder(folder);
            var file = parse.GetValue(output) ?? $"{fetched.Pack.Id}{(fetched.Pack.Version.Length > 0 ? "-" + fetched.Pack.Version : "")}.tar.gz";
            PackFiles.Write(file, PackFiles.Guard(() => PackArchive.Build(folder)));
            if (fetched.Signature is not null)
            {
                PackFiles.Write(file + ".sig.json", fetched.Signature);
            }
            Console.WriteLine($"{file}  {fetched.Files.Count} files, contents sha256 {fetched.Digest}{(fetched.Signature is null ? ", not signed" : ", signature beside it")}");
            return ExitCode.Success;
        });
        return command;
    }
}
