using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Datasets.Cards;

/// <summary>What a dataset's documentation says, whichever form it has: a Hugging Face card or Croissant.</summary>
internal sealed class DatasetCard
{
    /// <summary>The sections that evidence asks for.</summary>
    public static IReadOnlyList<string> SectionNames { get; } = ["description", "owner", "source", "licence", "collection_period", "purpose", "preprocessing", "known_gaps"];

    /// <summary>Gets the sections that have content.</summary>
    public SortedSet<string> Sections { get; } = new(StringComparer.Ordinal);

    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? Owner { get; set; }

    public string? SourceUri { get; set; }

    /// <summary>Gets or sets how the data came to be, as evidence names it; null when the card does not say so that it can be told.</summary>
    public string? SourceKind { get; set; }

    public Licence? Licence { get; set; }

    public IReadOnlyList<string> Purposes { get; set; } = [];

    public string? CollectedFrom { get; set; }

    public string? CollectedTo { get; set; }

    /// <summary>Gets the digests that the card states, by file name.</summary>
    public Dictionary<string, string> Digests { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets whether people put the labels on; null when the card does not say.</summary>
    public bool? HumanLabelled { get; set; }

    /// <summary>Gets or sets whether the card says that personal or sensitive data is inside; null when it does not say.</summary>
    public bool? PersonalData { get; set; }

    /// <summary>Gets what is wrong with the card's form.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads a card by what it is: JSON is Croissant, everything else Markdown with front matter.</summary>
    public static DatasetCard Parse(string text) => text.AsSpan().TrimStart().StartsWith("{") ? Croissant.Parse(text) : HuggingFaceCard.Parse(text);
}
