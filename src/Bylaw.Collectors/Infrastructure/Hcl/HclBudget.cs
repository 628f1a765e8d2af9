namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Bounds one evaluation: how deep it nests, and how many steps it takes in all.</summary>
internal sealed class HclBudget(int maxDepth = 250, long maxSteps = 5_000_000)
{
    private int _depth;
    private long _steps;

    public void Enter()
    {
        if (++_depth > maxDepth)
        {
            _depth--;
            throw new HclEvaluationException($"values depend on each other more than {maxDepth} deep, or in a circle");
        }
        try
        {
            Count();
        }
        catch (HclEvaluationException)
        {
            _depth--;
            throw;
        }
    }

    public void Leave() => _depth--;

    public void Count()
    {
        if (++_steps > maxSteps)
        {
            throw new HclEvaluationException($"evaluation takes more than {maxSteps} steps");
        }
    }
}
