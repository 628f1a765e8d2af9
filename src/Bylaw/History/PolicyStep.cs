using System.Collections.Immutable;
using Bylaw.Packs;

namespace Bylaw.History;

/// <summary>Who changed a policy, and why.</summary>
/// <param name="Author">Who wrote the change.</param>
/// <param name="Reason">Why: the first line of the commit's message, or what the command was told.</param>
/// <param name="Ticket">The ticket that the reason names; null when it names none.</param>
/// <param name="Approver">Who agreed; null when nobody is named.</param>
/// <param name="Commit">The commit, 40 hexadecimal digits; null when the change is in none.</param>
public sealed record PolicyAuthorship(string Author, string Reason, string? Ticket = null, string? Approver = null, string? Commit = null);

/// <summary>One change of one item.</summary>
/// <param name="By">Who and why.</param>
/// <param name="Files">The pack's files after it; <c>default</c> when they are those of the snapshot.</param>
/// <param name="Value">The parameter's value after it, as canonical JSON; null when it is that of the snapshot.</param>
public sealed record PolicyStep(PolicyAuthorship By, ImmutableArray<PolicyFile> Files = default, string? Value = null);

/// <summary>Knows who changed what: git, or the command that makes the change.</summary>
public interface IPolicyTrail
{
    /// <summary>Lists the changes of an item since the commit that is on record.</summary>
    /// <param name="item">The item as it is now.</param>
    /// <param name="since">The commit on record; null when there is none.</param>
    /// <param name="isFirst">True when nothing about the item is on record: then the last change will do.</param>
    /// <returns>At least one change, in order; the last leads to the item as it is now.</returns>
    IReadOnlyList<PolicyStep> StepsOf(PolicyItem item, string? since, bool isFirst);

    /// <summary>Tells who took an item out of force.</summary>
    /// <param name="id">The item's id.</param>
    /// <returns>Who and why.</returns>
    PolicyAuthorship RemoverOf(string id);
}

/// <summary>One author for whatever changes: a command such as <c>bylaw pack enable</c>, which knows who runs it and why.</summary>
/// <param name="by">Who and why.</param>
public sealed class GivenTrail(PolicyAuthorship by) : IPolicyTrail
{
    /// <inheritdoc/>
    public IReadOnlyList<PolicyStep> StepsOf(PolicyItem item, string? since, bool isFirst) => [new PolicyStep(by)];

    /// <inheritdoc/>
    public PolicyAuthorship RemoverOf(string id) => by;
}
