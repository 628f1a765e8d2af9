using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Manifest;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack pull</c>: fetches packs from elsewhere and locks them.</summary>
internal static class PackPullCommand
{
    public static Command Build()
    {
        var source = new Argument<string?>("source")
        {
            Description = "oci://host/repository:tag, or an archive. Without it: all that the manifest names under system.packs.sources.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var key = new Option<string[]>("--key", "-k") { Description = "A public key (PEM) that must have signed it; may be given again." };
        var root = new Option<string>("--root") { Description = "The repository's folder.", DefaultValueFactory = _ => "." };
        var plain = PackVerifyCommand.PlainHttp();
        var command = new Command("pull", """
            Fetch packs from a registry, an archive, a folder or a git repository, check who signed them, and write bylaw.lock with the digest
            of each. A check then uses exactly these contents.

            Examples:
              bylaw pack pull oci://registry.example/governance/our-rules:1.0 --key governance-team.pub.pem
              bylaw pack pull          all that governance.yaml names

            Exit codes: 0 fetched and locked; 2 it cannot be fetched, or no trusted key signed it.
            """) { source, key, root, plain };
        command.SetAction(async (parse, cancellation) =>
        {
            var folder = Path.GetFullPath(parse.GetValue(root)!);
            var lockFile = Path.Combine(folder, PackLock.FileName);
            var locked = PackFiles.Guard(() => PackLock.Read(lockFile));
            var name = parse.GetValue(source);
            var sources = name is null ? Declared(folder) : [Named(name, parse.GetValue(key) ?? [])];
            foreach (var one in sources)
            {
                var fetched = await PackFetch.FetchAsync(one, folder, parse.GetValue(plain), cancellation);
                var by = PackFetch.Verify(fetched, one.Text, [.. one.Keys.Select(k => Path.GetFullPath(k, folder))]);
                var place = one.Kind == "path" ? Path.GetFullPath(one.Location, folder)
                    : name is null ? Path.Combine(ManifestPacks.CacheOf(folder), fetched.Digest)
                    : Path.Combine(folder, ".bylaw", "packs", fetched.Pack.Id);
                if (one.Kind != "path")
                {
                    PackArchive.Write(fetched.Files, place);
                }
                var before = locked.Find(one.Text);
                locked = locked.With(new LockedPack(fetched.Pack.Id, one.Text, fetched.Resolved, fetched.Digest, by));
                var news = before is null ? "new" : before.Sha256 == fetched.Digest ? "unchanged" : $"changed from {before.Sha256[..12]}";
                Console.WriteLine($"{fetched.Pack.Id}  {one.Text}  sha256 {fetched.Digest[..12]}…, {(by.Length > 0 ? $"signed by {by[..12]}…" : "no signature asked for")}, {news}");
            }
            if (sources.Count == 0)
            {
                Console.WriteLine("the manifest names no packs from elsewhere");
                return ExitCode.Success;
            }
            locked.Write(lockFile);
            return ExitCode.Success;
        });
        return command;
    }

    private static PackSource Named(string name, string[] keys) =>
        name.StartsWith("oci://", StringComparison.Ordinal) ? new PackSource("oci", PackFiles.Reference(name).ToString()["oci://".Length..], "", "", [.. keys])
        : File.Exists(name) ? new PackSource("bundle", name, "", "", [.. keys])
        : throw new UserErrorException($"`{name}` is neither oci://host/repository:tag nor an archive");

    private static IReadOnlyList<PackSource> Declared(string root)
    {
        var file = Path.Combine(root, GovernanceManifest.FileName);
        if (!File.Exists(file))
        {
            throw new UserErrorException($"there is no {file}: name a source, or run it where the manifest is");
        }
        var manifest = GovernanceManifest.TryRead(file, File.ReadAllText(file), out var problems)
            ?? throw new UserErrorException("the manifest cannot be used\n" + string.Join('\n', problems.Select(p => $"{file}:{p.Line}:{p.Column}: {p.Message}")));
        return PackFiles.Guard(() => PackSource.Read((manifest.System["packs"] as JsonObject)?["sources"]));
    }
}
