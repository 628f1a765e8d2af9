using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.ForeignPolicies;

/// <summary>Tells what a rule of a foreign policy makes of what it finds.</summary>
public enum ForeignLevel
{
    /// <summary>A <c>deny</c> or <c>violation</c> rule.</summary>
    Failure,

    /// <summary>A <c>warn</c> rule.</summary>
    Warning,

    /// <summary>A rule that an <c>exception</c> sets aside.</summary>
    Exception,
}

/// <summary>Where in an input something stands, as keys below its root.</summary>
/// <param name="Path">Keys of mappings and indices of lists.</param>
public sealed record InputPath(ImmutableArray<RegoValue> Path);

/// <summary>One thing that a rule of a foreign policy found.</summary>
/// <param name="Level">What kind of rule it was.</param>
/// <param name="Namespace">The package below <c>data</c>, with dots.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Message">The rule's message; for an exception the query that set the rule aside.</param>
/// <param name="Metadata">What the rule says beside its message, by name; undefined for nothing.</param>
/// <param name="Path">Where the value stands that decided, or null when none can be told.</param>
public sealed record ForeignFinding(ForeignLevel Level, string Namespace, string Rule, string Message, RegoValue Metadata, InputPath? Path);

/// <summary>What one namespace came to on one input.</summary>
/// <param name="Namespace">The package below <c>data</c>.</param>
/// <param name="Passed">The rules that found nothing.</param>
/// <param name="Findings">What the others found.</param>
public sealed record ForeignResult(string Namespace, ImmutableArray<string> Passed, ImmutableArray<ForeignFinding> Findings);
