using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Models;

/// <summary>Collects what can be seen of a model on disk: files, code in them, signature, card, origin, bill of materials.</summary>
[Collector("model-files", "model", Version = Version, Summary = "Files, unsafe code, signature, card, licence and bill of materials of a model.")]
public sealed class ModelCollector : IEvidenceCollector
{
    private const string Version = "1";

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } path)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "the manifest does not say where the model's files are (`path`)", "model.files"));
        }
        if (!context.Files.FileExists(path) && !context.Files.FolderExists(path))
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"no file or folder `{path}`", "model.files", path));
        }
        ModelInspectorOptions options;
        try
        {
            options = ReadOptions(context);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, fault.Message));
        }
        var inspection = await Task.Run(() => new ModelInspector(context.Clock).Inspect(context.Files.Resolve(path), options, null, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return Answer(context, path, inspection);
    }

    private static Collection Answer(CollectorContext context, string path, ModelInspection inspection)
    {
        var bomReference = inspection.BomPath is null ? null : context.Files.Relative(inspection.BomPath);
        var spec = ModelEvidence.Spec(inspection, context.Clock.GetUtcNow(), Version, bomReference);
        if (context.Options["features"] is not null)
        {
            spec.Remove("features"); // a person named them, with reasons that no file tells
        }
        var document = context.Document("model", spec) with
        {
            Completeness = new Completeness($"all files of {path}", [.. inspection.Unscanned.Select(u => $"{u.Location}: {u.Reason}")]),
            Sources = [.. inspection.Files.Where(f => f.Sha256 is not null).Select(f => new EvidenceSource(Join(context, path, f.Path), f.Sha256))],
        };
        if (inspection.Digest is not null)
        {
            document = document with { Subject = document.Subject.WithSha256(inspection.Digest) };
        }
        return Collection.Of(document, Gaps(context, inspection));
    }

    private static IEnumerable<Gap> Gaps(CollectorContext context, ModelInspection inspection)
    {
        foreach (var part in inspection.Unscanned)
        {
            yield return context.Gap(GapReason.Malformed, $"not scanned: {part.Reason}", "model.scan", part.Location);
        }
        if (inspection.Card is null)
        {
            yield return context.Gap(GapReason.NotFound, "no model card (README.md or `card`)", "model.card");
        }
        foreach (var problem in inspection.Card?.Problems ?? [])
        {
            yield return context.Gap(GapReason.Malformed, $"model card: {problem}", "model.card");
        }
        if (inspection.Mlflow?.Problem is { } mlflow)
        {
            yield return context.Gap(GapReason.Malformed, mlflow, "model.training");
        }
        if (inspection.Bom is null)
        {
            yield return context.Gap(GapReason.NotFound, "no bill of materials (bom.cdx.json or `aibom`)", "model.aibom");
        }
        else if (inspection.Bom.Problem is { } bom)
        {
            yield return context.Gap(GapReason.Malformed, $"bill of materials: {bom}", "model.aibom", inspection.BomPath is null ? null : context.Files.Relative(inspection.BomPath));
        }
    }

    private static string Join(CollectorContext context, string path, string file) =>
        context.Files.FolderExists(path) ? $"{context.Files.Relative(path).TrimEnd('/')}/{file}" : context.Files.Relative(path);

    private static ModelInspectorOptions ReadOptions(CollectorContext context) => new()
    {
        CardPath = Resolve(context, "card"),
        SignaturePath = Resolve(context, "signature"),
        BomPath = Resolve(context, "aibom"),
        SafeNames = [.. context.Texts("allow")],
        Trust = TrustReader.Read(
            context.Texts("trusted_keys").Select(context.Files.Resolve), context.Texts("trusted_roots").Select(context.Files.Resolve),
            Resolve(context, "sigstore_root"), context.Text("signer_identity"), context.Text("signer_issuer")),
        Measured = Resolve(context, "measured") is { } measured
            ? CardNumbers.ReadMeasured(File.ReadAllText(measured))
            : ImmutableDictionary<string, double>.Empty,
    };

    private static string? Resolve(CollectorContext context, string option)
    {
        if (context.Text(option) is not { } path)
        {
            return null;
        }
        var full = context.Files.Resolve(path);
        return File.Exists(full) ? full : throw new InvalidDataException($"`{option}` names `{path}`, which is not there");
    }
}
