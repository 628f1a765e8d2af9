using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Manifest;

/// <summary>Makes evidence of what a manifest declares: origin <c>declared</c>, and for each value the line it stands on.</summary>
public static class DeclaredEvidence
{
    private static readonly CollectorIdentity _collector = new("manifest", "1");

    /// <summary>Makes one document for each subject that the manifest or the organisation file states facts of.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="at">The moment of the check.</param>
    /// <returns>Documents in the order of subjects.</returns>
    public static ImmutableArray<EvidenceDocument> Of(GovernanceManifest manifest, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return
        [
            .. manifest.Subjects.Where(s => s.Declared.Any(f => f.Key != "id")).Select(s => new EvidenceDocument
            {
                Kind = s.Kind,
                Subject = new Subject(s.Id),
                CollectedAt = at,
                Collector = _collector,
                Origin = EvidenceOrigin.Declared,
                Sources = [new EvidenceSource(GovernanceManifest.FileName)],
                Provenance = Places(manifest, s),
                Spec = s.Declared,
            }),
        ];
    }

    /// <summary>Finds the line of a fact: of the value itself, or of the nearest thing around it that stands in the manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="field">A field path with its kind first: <c>system.risk.class</c>; null for the subject itself.</param>
    /// <returns>The file and the line, from 1; null when the manifest does not name the subject.</returns>
    public static (string File, int Line)? PlaceOf(GovernanceManifest manifest, ManifestSubject subject, string? field)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.IsImplied)
        {
            return null;
        }
        var inner = field is null || !field.StartsWith(subject.Kind + ".", StringComparison.Ordinal) ? "" : field[subject.Kind.Length..].Replace('.', '/');
        return (GovernanceManifest.FileName, manifest.Tree.PlaceOf(subject.Pointer + inner).Line);
    }

    private static ImmutableSortedDictionary<string, Provenance> Places(GovernanceManifest manifest, ManifestSubject subject)
    {
        var places = ImmutableSortedDictionary.CreateBuilder<string, Provenance>(StringComparer.Ordinal);
        foreach (var (name, value) in subject.Declared)
        {
            Add(name, value, "");
        }
        return places.ToImmutable();

        // One entry a value, and one for a list as a whole.
        void Add(string name, JsonNode? value, string parent)
        {
            var pointer = $"{parent}/{YamlTree.Escape(name)}";
            if (value is JsonObject map && map.Count > 0)
            {
                foreach (var (inner, held) in map)
                {
                    Add(inner, held, pointer);
                }
                return;
            }
            var isList = subject.Kind is "vendors" or "incident" or "retirement" && pointer.Split('/')[1] == "items";
            var written = subject.Pointer + (isList ? pointer["/items".Length..] : pointer);
            var isHere = !subject.IsImplied && manifest.Tree.Places.ContainsKey(written);
            places[pointer] = new Provenance(EvidenceOrigin.Declared)
            {
                Source = isHere
                    ? new EvidenceSource(GovernanceManifest.FileName, null, manifest.Tree.PlaceOf(written).Line.ToString(CultureInfo.InvariantCulture))
                    : manifest.Shared is { } file ? new EvidenceSource(file.Path) : new EvidenceSource(GovernanceManifest.FileName),
            };
        }
    }
}
