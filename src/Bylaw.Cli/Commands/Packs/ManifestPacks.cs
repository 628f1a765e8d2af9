using System.Text.Json.Nodes;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary>Finds the packs that a manifest takes from elsewhere. Only what the lock file knows is used, and only unchanged.</summary>
internal static class ManifestPacks
{
    /// <summary>The folder with what was fetched, by digest.</summary>
    public static string CacheOf(string root) => Path.Combine(root, ".bylaw", "pack-cache");

    /// <summary>Lists the folders of the packs that <c>system.packs.sources</c> names.</summary>
    /// <exception cref="UserErrorException">A source is not understood, not locked, not fetched, or not what was locked.</exception>
    public static List<string> Folders(string root, JsonObject system)
    {
        var sources = PackFiles.Guard(() => PackSource.Read((system["packs"] as JsonObject)?["sources"]));
        var folders = new List<string>();
        if (sources.IsEmpty && !File.Exists(Path.Combine(root, PackLock.FileName)))
        {
            return folders;
        }
        var locked = PackFiles.Guard(() => PackLock.Read(Path.Combine(root, PackLock.FileName)));
        foreach (var source in sources)
        {
            var entry = locked.Find(source.Text)
                ?? throw new UserErrorException($"{source.Text} is not in {PackLock.FileName}: fetch and lock it with bylaw pack pull");
            var folder = source.Kind == "path" ? Path.GetFullPath(source.Location, root) : Path.Combine(CacheOf(root), entry.Sha256);
            if (!File.Exists(Path.Combine(folder, "pack.yaml")))
            {
                throw new UserErrorException($"{source.Text} is locked and not here: fetch it with bylaw pack pull");
            }
            Compare(entry, folder, source.Text);
            folders.Add(folder);
        }
        // What was pulled by name stands among the repository's own packs and is held to the lock too.
        foreach (var entry in locked.Packs.Where(p => sources.All(s => s.Text != p.Source)))
        {
            var folder = Path.Combine(root, ".bylaw", "packs", entry.Id);
            if (Directory.Exists(folder))
            {
                Compare(entry, folder, entry.Source);
            }
        }
        return folders;
    }

    private static void Compare(LockedPack entry, string folder, string name)
    {
        var digest = PackArchive.DigestOf(PackArchive.ReadFolder(folder));
        if (digest != entry.Sha256)
        {
            throw new UserErrorException(
                $"{name} is not what was locked: {PackLock.FileName} says {entry.Sha256}, and {Path.GetRelativePath(Directory.GetCurrentDirectory(), folder)} is {digest}; "
                + "look at what changed (bylaw pack diff), then lock it anew with bylaw pack pull");
        }
    }
}
