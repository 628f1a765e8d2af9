using Bylaw.Rego.Values;

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
    private Machine? _spare;

    /// <summary>Returns a machine that nobody works with; until it is given back, it watches over the thread.</summary>
    public Machine Rent()
    {
        var machine = WorkWatch.Last as Machine;
        if (machine is null || !ReferenceEquals(machine.Pool, this) || machine.IsRunning)
        {
            machine = Change(machine);
        }
        machine.IsRunning = true;
        return machine;
    }

    /// <summary>Gives a machine back.</summary>
    public static void Return(Machine machine)
    {
        machine.IsRunning = false;
        if (machine.Outer is { } outer)
        {
            machine.Outer = null;
            WorkWatch.Last = outer;
            machine.Pool._spare = machine;
        }
    }

    /// <summary>Puts a machine of this pool in the place of the one that the thread used last.</summary>
    private Machine Change(Machine? last)
    {
        var machine = Interlocked.Exchange(ref _spare, null) ?? new Machine(this, groupCount, clauseCount);
        if (last is { IsRunning: true })
        {
            // An evaluation inside another one, as a built-in of the host may start.
            machine.Outer = last;
        }
        else if (last is not null)
        {
            last.Pool._spare = last;
        }
        WorkWatch.Last = machine;
        return machine;
    }
}
