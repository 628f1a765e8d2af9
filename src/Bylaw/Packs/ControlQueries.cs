using Bylaw.Rego;

namespace Bylaw.Packs;

/// <summary>The questions that the engine asks a control's rule, ready to be asked from many threads.</summary>
/// <param name="Applies">Whether the rule concerns the subject.</param>
/// <param name="Required">The evidence paths without which it cannot be judged.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Inconclusive">What cannot be told; null where the rule never says so.</param>
/// <param name="Remarks">What a reader should know besides; null where the rule remarks nothing.</param>
internal sealed record ControlQueries(PreparedQuery Applies, PreparedQuery Required, PreparedQuery Findings, PreparedQuery? Inconclusive, PreparedQuery? Remarks)
{
    /// <summary>Prepares the questions of a control.</summary>
    /// <exception cref="FormatException">A question cannot be asked.</exception>
    public static ControlQueries Prepare(Policies policies, Control control)
    {
        return new ControlQueries(
            One("applies"), One("required"), One("findings"), control.HasInconclusive ? One("inconclusive") : null, control.HasRemarks ? One("remarks") : null);

        PreparedQuery One(string rule) =>
            policies.Prepare($"data.{control.Package}.{rule}").Query ?? throw new FormatException($"the rule `{rule}` of {control.Id} cannot be asked");
    }
}
