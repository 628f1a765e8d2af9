namespace Bylaw.Rego.Evaluation.Building;

/// <summary>Links steps one behind the other.</summary>
internal sealed class Chain
{
    private readonly List<Step> _open = [];

    /// <summary>Gets the first step; null while there is none.</summary>
    public Step? First { get; private set; }

    /// <summary>Adds a step behind all open ends.</summary>
    public void Add(Step step)
    {
        First ??= step;
        foreach (var end in _open)
        {
            end.Next = step;
        }
        _open.Clear();
        _open.Add(step);
    }

    /// <summary>Adds a step whose ways rejoin at other steps: what comes next is linked behind those.</summary>
    public void AddFork(Step fork, IReadOnlyList<Step> ends)
    {
        Add(fork);
        _open.Clear();
        _open.AddRange(ends);
    }

    /// <summary>Adds the last step.</summary>
    /// <returns>The first step.</returns>
    public Step Close(Step last)
    {
        Add(last);
        return First!;
    }
}
