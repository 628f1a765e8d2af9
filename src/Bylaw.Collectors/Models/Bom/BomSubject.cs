using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Collectors.Models.Bom;

/// <summary>A dataset that a model was trained or tested on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Its digest; null when it is not known.</param>
/// <param name="Version">Its version; null when it is not known.</param>
/// <param name="Licence">Its licence; null when it is not known.</param>
public sealed record BomDataset(string Name, string? Sha256 = null, string? Version = null, string? Licence = null);

/// <summary>What a bill of materials is written about.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Inspection">What was seen on disk.</param>
public sealed record BomSubject(string Name, string Version, ModelInspection Inspection)
{
    /// <summary>Gets the organisation that supplies the model; null when it is not known.</summary>
    public string? Supplier { get; init; }

    /// <summary>Gets the datasets; those of the card when empty.</summary>
    public ImmutableArray<BomDataset> Datasets { get; init; } = [];

    internal ImmutableArray<BomDataset> AllDatasets =>
        !Datasets.IsEmpty ? Datasets : [.. Inspection.Card?.Datasets.Select(d => new BomDataset(d)) ?? []];

    /// <summary>Gets an identifier that follows from name, version and digest, so that the same model gives the same document.</summary>
    internal Guid Id
    {
        get
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{Version}\n{Inspection.Digest}"));
            hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
            return new Guid(hash.AsSpan(0, 16), bigEndian: true);
        }
    }
}
