using Bylaw.Rego.Evaluation.Steps;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>Links steps one behind the other. Each step is a call from the one before, so now and then a step looks whether the stack has room.</summary>
/// <param name="unguarded">How many steps on the way here ran since the stack was looked at.</param>
internal sealed class Chain(int unguarded)
{
    private const int StepsBetweenGuards = 64;

    private readonly List<Step> _open = [];

    /// <summary>Gets the first step; null while there is none.</summary>
    public Step? First { get; private set; }

    /// <summary>Gets how many steps run since the stack was looked at.</summary>
    public int Unguarded { get; private set; } = unguarded;

    /// <summary>Adds a step behind all open ends.</summary>
    public void Add(Step step)
    {
        if (++Unguarded >= StepsBetweenGuards)
        {
            Unguarded = 0;
            Link(new StackGuardStep());
        }
        Link(step);
    }

    /// <summary>Adds a step whose ways rejoin at other steps: what comes next is linked behind those.</summary>
    /// <param name="fork">The step.</param>
    /// <param name="ends">Where its ways end.</param>
    /// <param name="unguarded">How many steps the longest way runs since the stack was looked at.</param>
    public void AddFork(Step fork, IReadOnlyList<Step> ends, int unguarded)
    {
        Add(fork);
        _open.Clear();
        _open.AddRange(ends);
        Unguarded = Math.Max(Unguarded, unguarded);
    }

    /// <summary>Adds the last step.</summary>
    /// <returns>The first step.</returns>
    public Step Close(Step last)
    {
        Add(last);
        return First!;
    }

    private void Link(Step step)
    {
        First ??= step;
        foreach (var end in _open)
        {
            end.Next = step;
        }
        _open.Clear();
        _open.Add(step);
    }
}
