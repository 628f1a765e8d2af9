namespace Bylaw.Rego.Values;

/// <summary>
/// Watches over what a thread does for an evaluation. Values know nothing of evaluations, and comparing or sorting them may take long: they
/// tell the watch of their thread, and it looks at the limits now and then. A thread that evaluates nothing is not watched.
/// </summary>
internal abstract class WorkWatch
{
    /// <summary>The watch that the thread used last; it counts while it is running.</summary>
    [ThreadStatic]
    internal static WorkWatch? Last;

    /// <summary>Pieces of work between two looks: well below a millisecond of what a loop does.</summary>
    private const int WorkBetweenLooks = 16_384;

    private const int ManyParts = 1 << 10;

    /// <summary>Parts that are gone through in the time of one piece of work, at best.</summary>
    private const int PartsPerWork = 8;

    private int _workLeft = WorkBetweenLooks;

    /// <summary>Gets or sets whether an evaluation runs under this watch.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Counts work of the running evaluation, and now and then looks at its limits.</summary>
    /// <param name="work">How much was done, in pieces of some ten nanoseconds; at least 0.</param>
    public static void Spend(long work)
    {
        if (Last is { IsRunning: true } watch)
        {
            watch.Count(work);
        }
    }

    /// <summary>Counts going through many characters, items or members; few are no work worth counting.</summary>
    /// <param name="parts">How many there are.</param>
    public static void SpendOn(int parts)
    {
        if (parts >= ManyParts)
        {
            Spend(parts / PartsPerWork);
        }
    }

    /// <summary>Looks at limits and cancellation, and throws when the evaluation must end.</summary>
    protected abstract void Look();

    private void Count(long work)
    {
        var left = _workLeft - work;
        if (left > 0)
        {
            _workLeft = (int)left;
            return;
        }
        _workLeft = WorkBetweenLooks;
        Look();
    }
}
