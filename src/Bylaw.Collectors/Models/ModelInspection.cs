using System.Collections.Immutable;
using Bylaw.Collectors.Models.Bom;
using Bylaw.Collectors.Models.Cards;
using Bylaw.Collectors.Models.Formats;
using Bylaw.Collectors.Models.Scanning;
using Bylaw.Collectors.Models.Signing;

namespace Bylaw.Collectors.Models;

/// <summary>The model that another was made from, as its files tell.</summary>
/// <param name="Id">Its name at the hub or vendor.</param>
/// <param name="Revision">The commit, digest, branch or tag; null when none is recorded.</param>
public sealed record BaseModel(string Id, string? Revision)
{
    /// <summary>Gets whether the revision can never change.</summary>
    public bool IsPinned => PinnedRevision.IsPinned(Revision);
}

/// <summary>Everything that was seen about one model: files, code in them, signature, card, origin and bill of materials.</summary>
public sealed class ModelInspection
{
    /// <summary>Gets the files, in the order of their paths.</summary>
    public required ImmutableArray<ModelFile> Files { get; init; }

    /// <summary>Gets the digest over all files by model signing's rule; null when a file could not be read.</summary>
    public required string? Digest { get; init; }

    /// <summary>Gets what came of the signature.</summary>
    public required ModelSignatureResult Signature { get; init; }

    /// <summary>Gets the model card; null when there is none.</summary>
    public ModelCard? Card { get; init; }

    /// <summary>Gets where the card stands; null when there is none.</summary>
    public string? CardPath { get; init; }

    /// <summary>Gets what the MLflow folder says; null when it is none.</summary>
    public MlflowModel? Mlflow { get; init; }

    /// <summary>Gets the models that this one was made from.</summary>
    public ImmutableArray<BaseModel> BaseModels { get; init; } = [];

    /// <summary>Gets the labels that a configuration beside the weights names.</summary>
    public ImmutableArray<string> OutputLabels { get; init; } = [];

    /// <summary>Gets the bill of materials; null when there is none.</summary>
    public AiBom? Bom { get; init; }

    /// <summary>Gets where the bill of materials stands; null when there is none.</summary>
    public string? BomPath { get; init; }

    /// <summary>Gets claims of the card that differ from the measured numbers.</summary>
    public ImmutableArray<string> CardDifferences { get; init; } = [];

    /// <summary>Gets the worst verdict of all files.</summary>
    public ModelScanVerdict Verdict => Files.Select(f => f.Scan.Verdict).DefaultIfEmpty(ModelScanVerdict.NotScanned).Max();

    /// <summary>Gets whether loading the model asks for code of its repository.</summary>
    public bool RunsRemoteCode => Mlflow is { CarriesCode: true } || Files.Any(f => f.Scan.Findings.Any(x => x.Rule == ConfigCheck.RemoteCodeRule));

    /// <summary>Gets the parts of all files that could not be looked into.</summary>
    public IEnumerable<UnscannedPart> Unscanned => Files.SelectMany(f => f.Scan.Unscanned);
}
