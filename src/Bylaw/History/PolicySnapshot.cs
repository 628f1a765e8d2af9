using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.History;

/// <summary>One thing whose changes are on record: a pack in force, or a parameter that was set.</summary>
/// <param name="Policy">The pack's id, or the id of the control that the parameter belongs to.</param>
/// <param name="Parameter">The parameter's name; null for a pack.</param>
/// <param name="Digest">SHA-256 of the pack's files by name, or of the value; 64 lower-case hexadecimal digits.</param>
/// <param name="Files">The pack's files; none for a parameter.</param>
/// <param name="Value">The parameter's value as canonical JSON; null for a pack.</param>
/// <param name="Folder">The pack's folder in the bundle, such as <c>0/baseline/</c>; null for a parameter.</param>
/// <param name="Path">Where it stands on the disk: the pack's folder, or the file that sets the parameter.</param>
public sealed record PolicyItem(
    string Policy, string? Parameter, string Digest, ImmutableArray<PolicyFile> Files, string? Value, string? Folder, string Path)
{
    /// <summary>Gets the name under which its history is found.</summary>
    public string Id => Parameter is null ? Policy : $"{Policy}.{Parameter}";

    /// <summary>Makes the item of a pack.</summary>
    internal static PolicyItem OfPack(string id, ImmutableArray<PolicyFile> files, string folder, string path) =>
        new(id, null, new PolicyBundle(files).Digest, files, null, folder, path);

    /// <summary>Makes the item of a parameter.</summary>
    internal static PolicyItem OfParameter(string control, string name, JsonNode? value, string path)
    {
        var text = Encoding.UTF8.GetString(CanonicalJson.Serialize(value));
        return new(control, name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), [], text, null, path);
    }
}

/// <summary>What is in force at one moment: the bundle, the packs of it that a system is held to, and the parameters it set.</summary>
public sealed class PolicySnapshot
{
    private PolicySnapshot(PolicyBundle bundle, ImmutableArray<PolicyItem> items)
    {
        Bundle = bundle;
        Items = items;
    }

    /// <summary>Gets the bundle.</summary>
    public PolicyBundle Bundle { get; }

    /// <summary>Gets packs and parameters, sorted by id.</summary>
    public ImmutableArray<PolicyItem> Items { get; }

    /// <summary>Takes a snapshot: the enabled packs, those that hold a control which an enabled pack names, and the parameters set.</summary>
    /// <param name="library">The packs as loaded.</param>
    /// <param name="folders">The folders that they were loaded from, in that order.</param>
    /// <param name="manifest">The manifest that enables packs and sets parameters.</param>
    /// <param name="root">The folder of the manifest.</param>
    /// <returns>The snapshot.</returns>
    public static PolicySnapshot Of(PackLibrary library, IReadOnlyList<string> folders, GovernanceManifest manifest, string root)
    {
        var items = new List<PolicyItem>();
        var enabled = manifest.Packs.ToHashSet(StringComparer.Ordinal);
        var named = library.Packs.Values.Where(p => enabled.Contains(p.Id)).SelectMany(p => p.Controls).ToHashSet(StringComparer.Ordinal);
        foreach (var file in library.Bundle.Files.Where(f => f.Name.EndsWith("/pack.yaml", StringComparison.Ordinal)))
        {
            var folder = file.Name[..^"pack.yaml".Length];
            var id = PackIdOf(file);
            var files = library.Bundle.Below(folder);
            if (id is not null && (enabled.Contains(id) || library.Controls.Values.Any(c => named.Contains(c.Id) && files.Any(f => IsFileOf(c, f)))))
            {
                items.Add(PolicyItem.OfPack(id, files, folder, PathOf(folder, folders)));
            }
        }
        foreach (var (control, parameters) in manifest.Parameters)
        {
            foreach (var (name, value) in parameters as JsonObject ?? [])
            {
                items.Add(PolicyItem.OfParameter(control, name, value, System.IO.Path.Combine(root, manifest.FileOfParameter(control, name))));
            }
        }
        return new PolicySnapshot(library.Bundle, [.. items.OrderBy(i => i.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Reads a pack's id from its file; null when there is none.</summary>
    internal static string? PackIdOf(PolicyFile file)
    {
        try
        {
            return YamlTree.Read(Encoding.UTF8.GetString(file.Content.Span)).Root["id"]?.ToString();
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsFileOf(Control control, PolicyFile file)
    {
        // A bundle's names end as the files on the disk do; the folder of the control bears its id.
        var slash = file.Name.IndexOf('/', StringComparison.Ordinal);
        return control.File.Replace('\\', '/').EndsWith(file.Name[slash..], StringComparison.Ordinal);
    }

    private static string PathOf(string folder, IReadOnlyList<string> folders)
    {
        var slash = folder.IndexOf('/', StringComparison.Ordinal);
        var number = int.Parse(folder.AsSpan(0, slash), System.Globalization.CultureInfo.InvariantCulture);
        return System.IO.Path.Combine(folders[number], folder[(slash + 1)..].TrimEnd('/'));
    }
}
