namespace Bylaw.Rego.Evaluation;

/// <summary>
/// The machines of one query. Each thread keeps the machine that it used last, so that threads that evaluate side by side write to no
/// memory that they share; a thread that turns to another query leaves its machine to the pool.
/// </summary>
/// <param name="groupCount">The number of virtual documents.</param>
/// <param name="clauseCount">The number of clauses, the query's own included.</param>
internal sealed class MachinePool(int groupCount, int clauseCount)
{
    // A machine knows its pool, and a pool no policies: a thread that rests keeps no policies alive.
    [ThreadStatic]
    private static Machine? _last;

    private Machine? _spare;

    /// <summary>Makes a machine that belongs to nobody yet.</summary>
    public Machine Make() => new(this, groupCount, clauseCount);

    /// <summary>Returns a machine that nobody works with.</summary>
    public Machine Rent()
    {
        var machine = _last;
        if (machine is null || !ReferenceEquals(machine.Pool, this) || machine.IsRunning)
        {
            machine = Interlocked.Exchange(ref _spare, null) ?? Make();
        }
        machine.IsRunning = true;
        return machine;
    }

    /// <summary>Gives a machine back.</summary>
    public static void Return(Machine machine)
    {
        machine.IsRunning = false;
        var last = _last;
        if (ReferenceEquals(last, machine))
        {
            return;
        }
        if (last is { IsRunning: true })
        {
            // An evaluation inside another one, as a built-in of the host may start.
            machine.Pool._spare = machine;
            return;
        }
        _last = machine;
        if (last is not null)
        {
            last.Pool._spare = last;
        }
    }
}
