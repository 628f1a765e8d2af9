using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Bylaw.Ledger.Dsse;
using Bylaw.Packs;
using Bylaw.Packs.Distribution;

namespace Bylaw.Cli.Commands.Packs;

/// <summary>A pack that was fetched: its contents, what its source stood for, and its signature.</summary>
/// <param name="Files">Contents by name.</param>
/// <param name="Resolved">A commit or a digest; empty where the source cannot move.</param>
/// <param name="Signature">The envelope; null when it is not signed.</param>
internal sealed record FetchedPack(ImmutableSortedDictionary<string, byte[]> Files, string Resolved, byte[]? Signature)
{
    public string Digest => PackArchive.DigestOf(Files);

    public Pack Pack => Files.TryGetValue("pack.yaml", out var text)
        ? PackFiles.Guard(() => Bylaw.Packs.Pack.Parse("pack.yaml", Encoding.UTF8.GetString(text)))
        : throw new UserErrorException("it holds no pack.yaml");
}

/// <summary>Fetches packs from a folder, an archive, a registry or a git repository, and checks who signed them.</summary>
internal static class PackFetch
{
    private const string SignatureName = "pack.sig.json";

    /// <summary>Fetches a pack. Only contents that a trusted key signed are returned where keys are named.</summary>
    public static async Task<FetchedPack> FetchAsync(PackSource source, string root, bool plainHttp, CancellationToken cancellation)
    {
        var fetched = source.Kind switch
        {
            "path" => FromFolder(Path.GetFullPath(source.Location, root)),
            "bundle" => FromBundle(Path.GetFullPath(source.Location, root)),
            "oci" => await FromRegistryAsync(source.Location, plainHttp, cancellation),
            _ => await FromGitAsync(source, root, cancellation),
        };
        Verify(fetched, source.Text, [.. source.Keys.Select(k => Path.GetFullPath(k, root))]);
        return fetched;
    }

    /// <summary>Refuses a pack that none of the keys signed; without keys anything goes.</summary>
    public static string Verify(FetchedPack pack, string name, IReadOnlyCollection<string> keyFiles)
    {
        if (keyFiles.Count == 0)
        {
            return "";
        }
        if (pack.Signature is null)
        {
            throw new UserErrorException($"{name} is not signed, and a signature by one of {string.Join(", ", keyFiles)} is asked for");
        }
        var keys = keyFiles.Select(PackFiles.PublicKey).ToList();
        if (PackSignature.Problem(pack.Signature, pack.Digest, keys) is { } problem)
        {
            throw new UserErrorException($"{name}: {problem}");
        }
        return keys.First(k => PackSignature.Problem(pack.Signature, pack.Digest, [k]) is null).KeyId;
    }

    public static FetchedPack FromFolder(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "pack.yaml")))
        {
            throw new UserErrorException($"{folder} holds no pack.yaml");
        }
        var signature = Path.Combine(folder, SignatureName);
        return new FetchedPack(PackArchive.ReadFolder(folder), "", File.Exists(signature) ? File.ReadAllBytes(signature) : null);
    }

    public static FetchedPack FromBundle(string file)
    {
        byte[] archive;
        try
        {
            archive = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {file}: {error.Message}");
        }
        var signature = file + ".sig.json";
        return new FetchedPack(PackFiles.Guard(() => PackArchive.Read(archive), file), "", File.Exists(signature) ? File.ReadAllBytes(signature) : null);
    }

    public static async Task<FetchedPack> FromRegistryAsync(string text, bool plainHttp, CancellationToken cancellation)
    {
        var reference = PackFiles.Reference(text);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
        try
        {
            var pack = await PackFiles.Registry(http, plainHttp).PullAsync(reference, cancellation);
            return new FetchedPack(PackFiles.Guard(() => PackArchive.Read(pack.Archive), text), pack.ManifestDigest, pack.Signature);
        }
        catch (OciException error)
        {
            throw new UserErrorException(error.Message);
        }
    }

    /// <summary>Takes the tree of a commit as <c>git archive</c> writes it: no hooks run, no work tree is made.</summary>
    private static async Task<FetchedPack> FromGitAsync(PackSource source, string root, CancellationToken cancellation)
    {
        if (source.Ref.StartsWith('-') || source.Location.StartsWith('-'))
        {
            throw new UserErrorException($"{source.Text}: a repository or ref cannot begin with -");
        }
        var clone = Directory.CreateTempSubdirectory("bylaw-git").FullName;
        try
        {
            var local = Path.GetFullPath(source.Location, root);
            await GitAsync(source, cancellation, "init", "--quiet", "--bare", clone);
            await GitAsync(source, cancellation, "-C", clone, "fetch", "--quiet", "--no-tags", "--", Directory.Exists(local) ? local : source.Location, source.Ref);
            var commit = Encoding.ASCII.GetString(await GitAsync(source, cancellation, "-C", clone, "rev-parse", "FETCH_HEAD^{commit}")).Trim();
            var tar = await GitAsync(source, cancellation, "-C", clone, "archive", "--format=tar", commit);
            var files = PackFiles.Guard(() => PackArchive.ReadTar(new MemoryStream(tar), source.Folder), source.Text);
            var signature = files.GetValueOrDefault(SignatureName);
            // What a folder leaves out a tree leaves out too, so that the digests agree.
            var kept = files.Where(f => !f.Key.Split('/').Any(p => p.StartsWith('.')) && !f.Key.EndsWith(".sig.json", StringComparison.Ordinal) && !f.Key.EndsWith(".tar.gz", StringComparison.Ordinal));
            return new FetchedPack(kept.ToImmutableSortedDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal), commit, signature);
        }
        finally
        {
            Directory.Delete(clone, recursive: true);
        }
    }

    private static async Task<byte[]> GitAsync(PackSource source, CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            using var process = Process.Start(start)!;
            using var output = new MemoryStream();
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? output.ToArray()
                : throw new UserErrorException($"{source.Text}: git {arguments.First(a => !a.StartsWith('-') && a[0] != '/')}: {(await errors).Trim().Split('\n')[^1]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UserErrorException($"{source.Text}: git is not installed");
        }
    }
}
