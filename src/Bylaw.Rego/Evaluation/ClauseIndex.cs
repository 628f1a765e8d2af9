using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>Says which clauses of a document can hold, by what they ask of the input or of their arguments.</summary>
internal abstract class ClauseIndex
{
    /// <summary>Finds the clauses that can hold, in their order.</summary>
    /// <param name="machine">The evaluation.</param>
    /// <param name="arguments">A function's arguments; empty for other documents.</param>
    public abstract ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments);
}
