using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bylaw.Collectors.Models.Bom;
using Bylaw.Collectors.Models.Cards;
using Bylaw.Collectors.Models.Formats;
using Bylaw.Collectors.Models.Scanning;
using Bylaw.Collectors.Models.Signing;

namespace Bylaw.Collectors.Models;

/// <summary>Looks at a model on disk: a file, or a folder with all that belongs to it. Loads and runs nothing.</summary>
/// <param name="clock">Says at which time certificates must be valid.</param>
public sealed class ModelInspector(TimeProvider clock)
{
    private const int MaxCardBytes = 4 << 20;
    private static readonly string[] _cardNames = ["README.md", "MODEL_CARD.md", "model_card.md", "modelcard.md", "ModelCard.md", "CARD.md"];
    private static readonly string[] _bomNames = ["bom.cdx.json", "bom.json", "aibom.json", "ai-bom.cdx.json", "sbom.cdx.json", "bom.spdx.json", "aibom.spdx.json"];

    /// <summary>Inspects a model.</summary>
    /// <param name="path">An existing file or folder.</param>
    /// <param name="options">Where card, signature and the rest stand, and whom to trust.</param>
    /// <param name="progress">Told the path of each file before it is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public ModelInspection Inspect(
        string path, ModelInspectorOptions options, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Path.Exists(path))
        {
            throw new FileNotFoundException($"no such file or folder: {path}", path);
        }
        var root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var signature = options.SignaturePath ?? ModelSignatureVerifier.FindSignature(path);
        var inspector = new ModelFileInspector(new ArtefactScanner(safeNames: options.SafeNames));
        var files = ImmutableArray.CreateBuilder<ModelFile>();
        foreach (var name in ModelManifest.ListFiles(path, signature))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(name);
            files.Add(inspector.Inspect(Path.Combine(root, name), name, cancellationToken));
        }
        var card = ReadCard(options.CardPath ?? Find(root, _cardNames), out var cardPath);
        var mlflow = ReadMlflow(root);
        var bomPath = options.BomPath ?? Find(root, _bomNames);
        return new ModelInspection
        {
            Files = files.ToImmutable(),
            Digest = files.Count > 0 && files.All(f => f.Sha256 is not null)
                ? ModelManifest.Of(files.Select(f => KeyValuePair.Create(f.Path, f.Sha256!))).Digest
                : null,
            Signature = signature is null
                ? ModelSignatureResult.Absent
                : new ModelSignatureVerifier(clock).Verify(signature, path, options.Trust, cancellationToken),
            Card = card,
            CardPath = cardPath,
            Mlflow = mlflow,
            BaseModels = [.. BaseModels(root, card, mlflow)],
            OutputLabels = [.. ReadLabels(Path.Combine(root, "config.json"))],
            Bom = bomPath is null ? null : AiBom.ReadFile(bomPath),
            BomPath = bomPath,
            CardDifferences = card is null ? [] : CardNumbers.Compare(card, options.Measured, options.Tolerance),
        };
    }

    private static string? Find(string root, string[] names) => names.Select(n => Path.Combine(root, n)).FirstOrDefault(File.Exists);

    private static ModelCard? ReadCard(string? path, out string? cardPath)
    {
        cardPath = path is not null && File.Exists(path) ? path : null;
        return cardPath is null || new FileInfo(cardPath).Length > MaxCardBytes ? null : ModelCard.Parse(File.ReadAllText(cardPath));
    }

    private static MlflowModel? ReadMlflow(string root)
    {
        var model = Path.Combine(root, "MLmodel");
        var meta = Path.Combine(root, "meta.yaml");
        if (File.Exists(model))
        {
            return MlflowModel.Parse(File.ReadAllText(model));
        }
        if (File.Exists(meta) && Directory.Exists(Path.Combine(root, "tags")))
        {
            return MlflowModel.ParseRun(File.ReadAllText(meta), tag =>
                Path.Combine(root, "tags", tag) is var file && File.Exists(file) ? File.ReadAllText(file) : null);
        }
        return null;
    }

    /// <summary>Names base models from the adapter's and model's configuration first, since these hold revisions, then from the card.</summary>
    private static IEnumerable<BaseModel> BaseModels(string root, ModelCard? card, MlflowModel? mlflow)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (ReadJson(Path.Combine(root, "adapter_config.json")) is { } adapter && Text(adapter, "base_model_name_or_path") is { } adapted)
        {
            found[adapted] = Text(adapter, "revision");
        }
        if (ReadJson(Path.Combine(root, "config.json")) is { } config && Text(config, "_name_or_path") is { } named && named.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(named))
        {
            found.TryAdd(named, Text(config, "_commit_hash"));
        }
        if (mlflow?.SourceModel is { } source)
        {
            found.TryAdd(source, mlflow.SourceRevision);
        }
        foreach (var name in card?.BaseModels ?? [])
        {
            var parts = name.Split('@', 2);
            found.TryAdd(parts[0], parts.Length > 1 ? parts[1] : null);
        }
        return found.Select(f => new BaseModel(f.Key, f.Value));
    }

    private static IEnumerable<string> ReadLabels(string configPath)
    {
        if (ReadJson(configPath) is { } config && config.TryGetProperty("id2label", out var labels) && labels.ValueKind == JsonValueKind.Object)
        {
            return labels.EnumerateObject()
                .OrderBy(l => int.TryParse(l.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue)
                .Where(l => l.Value.ValueKind == JsonValueKind.String).Select(l => l.Value.GetString()!).Take(10_000);
        }
        return [];
    }

    private static JsonElement? ReadJson(string path)
    {
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > MaxCardBytes)
            {
                return null;
            }
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
