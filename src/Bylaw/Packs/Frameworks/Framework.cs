using System.Collections.Immutable;

namespace Bylaw.Packs.Frameworks;

/// <summary>One entry of a framework that controls refer to.</summary>
/// <param name="Id">Its id within the framework, for example <c>9(2)(b)</c> or <c>MEASURE 2.11</c>.</param>
/// <param name="Title">A short title; own words where the text may not be copied.</param>
/// <param name="IsOperatorDuty">Whether it lays a duty on those who make or use systems; false where the framework does not tell.</param>
public sealed record FrameworkEntry(string Id, string Title, bool IsOperatorDuty);

/// <summary>A framework: ids and short titles of law, standards and lists that controls support. Never their text.</summary>
public sealed record Framework
{
    /// <summary>Gets its id, as METADATA names it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its name.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the version that the ids are of.</summary>
    public required string Version { get; init; }

    /// <summary>Gets what may be done with the ids and titles, and whose they are.</summary>
    public required string Licence { get; init; }

    /// <summary>Gets where the ids come from.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the entries in their own order.</summary>
    public required ImmutableArray<FrameworkEntry> Entries { get; init; }

    /// <summary>Finds an entry.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The entry; null when there is none.</returns>
    public FrameworkEntry? Find(string id) => Entries.FirstOrDefault(e => e.Id == id);
}

/// <summary>A statement that a person vouches for where no check can decide.</summary>
/// <param name="Id">Its lasting id, for example <c>ATT-004</c>.</param>
/// <param name="Statement">What is vouched for.</param>
/// <param name="MaxAgeDays">After how many days it has to be stated anew.</param>
/// <param name="References">What it supports, by framework.</param>
public sealed record AttestationItem(string Id, string Statement, int MaxAgeDays, ImmutableSortedDictionary<string, ImmutableArray<string>> References);
