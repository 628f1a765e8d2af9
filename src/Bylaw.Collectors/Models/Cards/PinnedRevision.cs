using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Models.Cards;

/// <summary>Tells a revision that can never change from one that can.</summary>
public static partial class PinnedRevision
{
    /// <summary>Tells whether a revision is a commit or a digest.</summary>
    /// <param name="revision">What the manifest or a load call names; null is not pinned.</param>
    public static bool IsPinned(string? revision) => revision is not null && Immutable().IsMatch(revision.Trim());

    /// <summary>Tells whether the name of a hosted model carries a date or snapshot, as vendors write them.</summary>
    /// <param name="modelId">The model's name at the vendor; null is not dated.</param>
    public static bool IsDatedHostedModel(string? modelId) => modelId is not null && Dated().IsMatch(modelId) && !modelId.Contains("latest", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(sha256:)?([0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Immutable();

    [GeneratedRegex(@"(?<!\d)20\d\d-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)|-(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
