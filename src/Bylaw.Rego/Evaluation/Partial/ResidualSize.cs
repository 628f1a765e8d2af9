using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Counts the literals of a residual, those in nested bodies too: what is shared while evaluating is written out in the text.</summary>
/// <param name="max">How many there may be.</param>
internal sealed class ResidualSize(int max)
{
    private int _count;

    /// <summary>Counts.</summary>
    /// <exception cref="EvaluationLimitException">There are too many.</exception>
    public void Add(List<List<PlanLiteral>> bodies, List<SupportRule> support)
    {
        foreach (var body in bodies)
        {
            Add(body);
        }
        foreach (var rule in support)
        {
            Add(rule.Body);
        }
    }

    private void Add(List<PlanLiteral> literals)
    {
        foreach (var literal in literals)
        {
            if (++_count > max)
            {
                throw new EvaluationLimitException(nameof(PartialOptions.MaxLiterals), $"the residual has more than {max} literals");
            }
            switch (literal)
            {
                case NotLiteral not:
                    Add(not.Body.Literals);
                    break;
                case EveryLiteral every:
                    Add(every.Body.Literals);
                    break;
                case AnyLiteral any:
                    foreach (var body in any.Bodies)
                    {
                        Add(body.Literals);
                    }
                    break;
                default:
                    break;
            }
        }
    }
}
