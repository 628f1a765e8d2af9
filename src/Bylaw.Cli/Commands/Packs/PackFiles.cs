using Bylaw.Cli.Commands.Check;
using Bylaw.Ledger.Dsse;
using Bylaw.Packs;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary>What the commands of <c>bylaw pack</c> share: finding packs, loading them, keys, registries.</summary>
internal static class PackFiles
{
    /// <summary>Finds the folder of a pack: a path, or the name of an installed one.</summary>
    public static string Find(string name)
    {
        if (File.Exists(Path.Combine(name, "pack.yaml")))
        {
            return Path.GetFullPath(name);
        }
        foreach (var folder in (string[])[Path.Combine(Directory.GetCurrentDirectory(), ".bylaw", "packs"), PackLocation.BuiltIn()])
        {
            var pack = Path.Combine(folder, name);
            if (!name.Contains('/', StringComparison.Ordinal) && File.Exists(Path.Combine(pack, "pack.yaml")))
            {
                return pack;
            }
        }
        throw new UserErrorException($"there is no pack `{name}`: name a folder with a pack.yaml, or one of {string.Join(", ", Installed().Packs.Keys)}");
    }

    /// <summary>Loads the packs that come with the program, and those of this repository.</summary>
    public static PackLibrary Installed()
    {
        var own = Path.Combine(Directory.GetCurrentDirectory(), ".bylaw", "packs");
        return Load(Directory.Exists(own) ? [PackLocation.BuiltIn(), own] : [PackLocation.BuiltIn()]);
    }

    /// <summary>Loads a pack from its folder with what belongs to the program, so that it may use its libraries and name its controls.</summary>
    public static PackLibrary LoadWith(string folder)
    {
        var builtIn = PackLocation.BuiltIn();
        // A checkout's own packs stand for those of the program, not beside them.
        return Load(Path.GetFullPath(folder).StartsWith(builtIn, StringComparison.Ordinal) ? [builtIn]
            : File.Exists(Path.Combine(folder, "baseline", "pack.yaml")) ? [folder]
            : [builtIn, folder]);
    }

    public static PackLibrary Load(IEnumerable<string> folders) =>
        PackLibrary.TryLoad(folders, out var problems) ?? throw new UserErrorException("the packs cannot be used\n" + string.Join('\n', problems));

    /// <summary>Takes a pack from wherever a word names it: a folder, an archive, a registry, or the name of an installed one.</summary>
    public static async Task<FetchedPack> TakeAsync(string name, bool plainHttp, CancellationToken cancellation) =>
        name.StartsWith("oci://", StringComparison.Ordinal) ? await PackFetch.FromRegistryAsync(name, plainHttp, cancellation)
        : File.Exists(name) ? PackFetch.FromBundle(name)
        : PackFetch.FromFolder(Find(name));

    public static OciReference Reference(string text) =>
        OciReference.TryParse(text, out var reference) ? reference : throw new UserErrorException($"`{text}` is no reference: write oci://host/repository:tag");

    public static OciRegistry Registry(HttpClient http, bool plainHttp) =>
        new(http, Environment.GetEnvironmentVariable("BYLAW_REGISTRY_USER"), Environment.GetEnvironmentVariable("BYLAW_REGISTRY_PASSWORD"), plainHttp);

    public static PublicVerificationKey PublicKey(string file)
    {
        try
        {
            return PublicVerificationKey.TryFromPem(File.ReadAllText(file), out var key)
                ? key
                : throw new UserErrorException($"{file} holds no public key in PEM");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read the public key {file}: {error.Message}");
        }
    }

    public static T Guard<T>(Func<T> work, string? name = null)
    {
        try
        {
            return work();
        }
        catch (FormatException error)
        {
            throw new UserErrorException(name is null ? error.Message : $"{name}: {error.Message}");
        }
    }

    public static void Write(string path, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {path}: {error.Message}");
        }
    }
}
