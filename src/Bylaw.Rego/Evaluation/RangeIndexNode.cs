using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>Asks where the subject stands in Rego's order of values: below, at or between the points that rules name.</summary>
/// <param name="subject">What is looked at.</param>
/// <param name="points">The points in order.</param>
/// <param name="branches">One branch a place: below the first point, at it, between it and the next, and so on.</param>
/// <param name="absent">The branch for a subject without value.</param>
internal sealed class RangeIndexNode(Subject subject, RegoValue[] points, IndexBranch[] branches, IndexBranch absent) : IndexNode
{
    public override ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var value = subject.Read(machine, arguments);
        if (!value.IsDefined)
        {
            return absent.Find(machine, arguments);
        }
        var at = Array.BinarySearch(points, value);
        return branches[at >= 0 ? (2 * at) + 1 : 2 * ~at].Find(machine, arguments);
    }
}
