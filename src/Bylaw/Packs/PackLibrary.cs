using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Manifest;
using Bylaw.Rego;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Packs;

/// <summary>All packs and controls of one or more folders, compiled together.</summary>
public sealed class PackLibrary
{
    private PackLibrary(
        Policies policies, ImmutableSortedDictionary<string, Control> controls, ImmutableSortedDictionary<string, Pack> packs, string digest)
    {
        Policies = policies;
        Controls = controls;
        Packs = packs;
        Digest = digest;
    }

    /// <summary>Gets the compiled rules.</summary>
    public Policies Policies { get; }

    /// <summary>Gets the controls by id.</summary>
    public ImmutableSortedDictionary<string, Control> Controls { get; }

    /// <summary>Gets the packs by id.</summary>
    public ImmutableSortedDictionary<string, Pack> Packs { get; }

    /// <summary>Gets the SHA-256 of all rules and pack files by name: what a decision names as its policy. 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Loads packs from folders that hold <c>PACK/pack.yaml</c> and <c>PACK/controls/ID/control.rego</c>.</summary>
    /// <param name="folders">The folders; a control of a later one must not bear an id of an earlier one.</param>
    /// <param name="problems">All that is wrong, each with file and line; empty when the packs were loaded.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The library; null when something is wrong.</returns>
    public static PackLibrary? TryLoad(IEnumerable<string> folders, out IReadOnlyList<string> problems, CancellationToken cancellationToken = default)
    {
        var found = new List<string>();
        problems = found;
        var modules = new List<ModuleSyntax>();
        var controls = ImmutableSortedDictionary.CreateBuilder<string, Control>(StringComparer.Ordinal);
        var packs = ImmutableSortedDictionary.CreateBuilder<string, Pack>(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
            {
                found.Add($"{folder}: no such folder of packs");
                continue;
            }
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
                if (Path.GetFileName(file) == "pack.yaml")
                {
                    Append(hash, name, file);
                    PackReader.ReadPack(file, packs, found);
                }
                else if (name.EndsWith(".rego", StringComparison.Ordinal) && !name.EndsWith("_test.rego", StringComparison.Ordinal))
                {
                    Append(hash, name, file);
                    ReadModule(file, modules, controls, found);
                }
            }
        }
        foreach (var pack in packs.Values)
        {
            // A pack may name controls that are specified and not yet built; docs/controls lists them.
            if (pack.Controls.IsEmpty)
            {
                found.Add($"pack {pack.Id} names no controls");
            }
        }
        if (found.Count > 0)
        {
            return null;
        }
        var compilation = RegoCompiler.Compile(modules, cancellationToken: cancellationToken);
        if (!compilation.Succeeded)
        {
            found.AddRange(compilation.Diagnostics.Select(d => d.ToString()));
            return null;
        }
        return new PackLibrary(
            compilation.Policies, controls.ToImmutable(), packs.ToImmutable(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void Append(IncrementalHash hash, string name, string file)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
        hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
    }

    private static void ReadModule(
        string file, List<ModuleSyntax> modules, ImmutableSortedDictionary<string, Control>.Builder controls, List<string> problems)
    {
        var parse = RegoParser.ParseModule(new SourceText(file, File.ReadAllText(file)));
        problems.AddRange(parse.Diagnostics.Select(d => d.ToString()));
        modules.Add(parse.Module);
        if (Path.GetFileName(file) != "control.rego")
        {
            return;
        }
        var metadata = parse.Module.Annotations.FirstOrDefault(a => a.Target is PackageSyntax);
        if (metadata is null)
        {
            problems.Add($"{file}: a control needs a METADATA block above its package");
            return;
        }
        try
        {
            var control = PackReader.ReadControl(file, parse.Module, YamlTree.Read(metadata.Yaml).Root as JsonObject ?? []);
            if (!controls.TryAdd(control.Id, control))
            {
                problems.Add($"{file}: control {control.Id} is defined twice");
            }
        }
        catch (FormatException error)
        {
            problems.Add($"{file}: METADATA: {error.Message}");
        }
    }
}

/// <summary>Reads pack files and the METADATA of controls.</summary>
internal static class PackReader
{
    private static readonly string[] _severities = ["low", "medium", "high", "critical"];

    public static void ReadPack(string file, ImmutableSortedDictionary<string, Pack>.Builder packs, List<string> problems)
    {
        try
        {
            var root = YamlTree.Read(File.ReadAllText(file)).Root as JsonObject ?? [];
            var warnOnly = (root["warn_only"] as JsonObject ?? []).ToImmutableSortedDictionary(p => p.Key, p => p.Value?.ToString() ?? "", StringComparer.Ordinal);
            var pack = new Pack(
                Need(root, "id"),
                Need(root, "title"),
                Need(root, "kind"),
                root["status"]?.ToString() ?? "",
                Date(root["effective_from"]),
                Date(root["as_of"]),
                Texts(root["controls"]),
                warnOnly);
            if (!packs.TryAdd(pack.Id, pack))
            {
                problems.Add($"{file}: pack {pack.Id} is defined twice");
            }
        }
        catch (FormatException error)
        {
            problems.Add($"{file}: {error.Message}");
        }
    }

    public static Control ReadControl(string file, ModuleSyntax module, JsonObject metadata)
    {
        var custom = metadata["custom"] as JsonObject ?? throw new FormatException("`custom` is missing");
        var severity = Need(custom, "severity");
        if (!_severities.Contains(severity))
        {
            throw new FormatException($"unknown severity `{severity}`: it must be low, medium, high or critical");
        }
        return new Control
        {
            Id = Need(custom, "id"),
            Title = Need(metadata, "title"),
            Rule = Need(metadata, "description"),
            SubjectKind = Need(custom, "subject"),
            Severity = severity,
            Stages = Texts(custom["stages"]),
            Enforcement = Need(custom, "enforcement") switch
            {
                "block" => Enforcement.Block,
                "warn" => Enforcement.Warn,
                var other => throw new FormatException($"unknown enforcement `{other}`: it must be block or warn"),
            },
            IsWaivable = string.Equals(Need(custom, "waivable"), "true", StringComparison.OrdinalIgnoreCase),
            FailsOnMissing = Need(custom, "on_missing") switch
            {
                "fail" => true,
                "unknown" => false,
                var other => throw new FormatException($"unknown on_missing `{other}`: it must be fail or unknown"),
            },
            Fix = custom["fix"]?.ToString() ?? "",
            Parameters = [.. (custom["params"] as JsonArray ?? []).OfType<JsonObject>().Select(ReadParameter)],
            References = (custom["references"] as JsonObject ?? []).ToImmutableSortedDictionary(p => p.Key, p => Texts(p.Value), StringComparer.Ordinal),
            Package = string.Join('.', module.Package.Path),
            File = file,
        };
    }

    private static ControlParameter ReadParameter(JsonObject parameter) => new(
        Need(parameter, "name"),
        parameter["default"]?.DeepClone(),
        parameter["unit"]?.ToString() ?? "",
        parameter["source"]?.ToString() ?? "",
        Need(parameter, "status"),
        parameter["change"]?.ToString() ?? "any");

    private static string Need(JsonObject node, string key) =>
        node[key] is JsonValue value ? value.ToString() : throw new FormatException($"`{key}` is missing");

    private static ImmutableArray<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Where(i => i is not null).Select(i => i!.ToString())],
        JsonValue value => [value.ToString()],
        _ => [],
    };

    private static DateOnly? Date(JsonNode? node) =>
        node is null ? null
        : DateOnly.TryParseExact(node.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new FormatException($"`{node}` is not a date: write YYYY-MM-DD");
}
