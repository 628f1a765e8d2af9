using System.Collections.Immutable;

namespace Bylaw.Reports.Drafts;

/// <summary>One fact of a draft, or the place where a person must write it.</summary>
/// <param name="Label">What is told.</param>
/// <param name="Text">The fact; null where nobody said it.</param>
/// <param name="Origin">How it is known: collected, declared …; empty where it is not known.</param>
/// <param name="Field">The evidence field that it comes from.</param>
public sealed record DraftFact(string Label, string? Text, string Origin, string Field);

/// <summary>A table of a draft.</summary>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">The cells by row.</param>
public sealed record DraftTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

/// <summary>One section of a draft.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Facts">The facts it holds.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="ToWrite">What no evidence can say and a person must write.</param>
public sealed record DraftSection(string Title, ImmutableArray<DraftFact> Facts, ImmutableArray<DraftTable> Tables, ImmutableArray<string> ToWrite);

/// <summary>A document that is drafted from evidence, with an honest list of what people must add.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Source">What asks for such a document.</param>
/// <param name="Lead">What it is made of: system, moment, policy, as one line.</param>
/// <param name="Sections">Its sections in order.</param>
public sealed record Draft(string Title, string Source, string Lead, ImmutableArray<DraftSection> Sections)
{
    /// <summary>Lists what is missing, section by section.</summary>
    public IEnumerable<(string Section, string What)> Missing => Sections.SelectMany(s =>
        s.Facts.Where(f => f.Text is null).Select(f => (s.Title, f.Field.Length > 0 ? $"{f.Label} ({f.Field})" : f.Label)).Concat(s.ToWrite.Select(w => (s.Title, w))));
}
