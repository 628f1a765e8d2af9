using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>One rule, ready to run: its parameters are matched, then its branches are tried in order.</summary>
internal sealed class Clause(int id, SourceText source, TextSpan span)
{
    public int Id { get; } = id;

    public SourceText Source { get; } = source;

    public TextSpan Span { get; } = span;

    public int SlotCount { get; set; }

    public int CollectorCount { get; set; }

    /// <summary>Gets or sets the first step of each branch.</summary>
    public Step[] Branches { get; set; } = [];

    /// <summary>Gets or sets the branches as listeners know them; empty when the clause was not built to be observed.</summary>
    public RuleSite[] Sites { get; set; } = [];

    /// <summary>Gets or sets the slots that receive a function's arguments.</summary>
    public int[] ParameterSlots { get; set; } = [];

    /// <summary>Gets or sets the value that every branch yields when it is the same constant; undefined otherwise.</summary>
    public RegoValue Constant { get; set; }

    /// <summary>Gets what stands in a document whose clauses were not made, so that reaching it is an error and no missing value.</summary>
    public static Clause[] Unmade { get; } = [new Clause(0, new SourceText("", ""), default) { Branches = [new UnmadeStep()] }];

    /// <summary>Runs the branches in a frame until one yields a value (or, for partial rules, has contributed).</summary>
    public void Run(Frame frame)
    {
        foreach (var branch in Branches)
        {
            branch.Run(frame);
            if (frame.Result.IsDefined)
            {
                return;
            }
        }
    }
}

/// <summary>Says that a document was reached that nothing refers to.</summary>
internal sealed class UnmadeStep : Step
{
    public override bool Run(Frame frame) => throw new System.Diagnostics.UnreachableException("a document was reached that the query does not lead to");
}

/// <summary>A virtual document.</summary>
/// <param name="id">The number of its group.</param>
/// <param name="path">The path below <c>data</c>.</param>
internal abstract class Document(int id, string[] path)
{
    public int Id { get; } = id;

    public string[] Path { get; } = path;

    /// <summary>Gets the steps of the path as keys.</summary>
    public RegoValue[] PathKeys { get; } = Array.ConvertAll(path, InternPool.Intern);

    public Clause[] Clauses { get; set; } = Clause.Unmade;

    /// <summary>Gets or sets the defaults: one at most, except those below the path of a partial object.</summary>
    public Clause[] Defaults { get; set; } = [];

    /// <summary>Gets or sets what says which clauses can hold; null to try all.</summary>
    public ClauseIndex? Index { get; set; }

    public string Name => "data." + string.Join('.', Path);

    /// <summary>Returns the document's value, worked out once under the same inputs.</summary>
    public RegoValue Evaluate(Machine machine)
    {
        if (machine.Cache.TryGet(Id, out var value))
        {
            machine.Listener?.Reuse(machine, this, value);
            return value;
        }
        machine.Listener?.EnterDocument(machine, this, default);
        if (machine.ReplacedGroups is { } replaced && replaced.Contains(Id))
        {
            value = machine.Data;
            foreach (ref readonly var key in PathKeys.AsSpan())
            {
                value = value.Get(key);
            }
        }
        else
        {
            value = Compute(machine);
        }
        machine.Cache.Set(Id, value);
        machine.Listener?.LeaveDocument(machine, this, value);
        return value;
    }

    /// <summary>Returns the document's value for a query that asks for nothing else: it is not kept.</summary>
    public RegoValue EvaluateOnce(Machine machine) => machine.Listener is null ? Compute(machine) : Evaluate(machine);

    protected abstract RegoValue Compute(Machine machine);

    protected ReadOnlySpan<Clause> Candidates(Machine machine) => Index is null ? Clauses : Index.Find(machine, default);
}

/// <summary>A document with one value.</summary>
internal sealed class CompleteDocument(int id, string[] path) : Document(id, path)
{
    /// <summary>Gets or sets whether all clauses yield the same constant, so that the first one that holds decides.</summary>
    public bool FirstDecides { get; set; }

    /// <summary>Gets or sets the default; null for none.</summary>
    public Clause? Default { get; set; }

    protected override RegoValue Compute(Machine machine)
    {
        var result = default(RegoValue);
        foreach (var clause in Candidates(machine))
        {
            var frame = machine.Rent(clause);
            clause.Run(frame);
            var value = frame.Result;
            machine.Return(frame);
            if (!value.IsDefined)
            {
                continue;
            }
            if (FirstDecides)
            {
                return value;
            }
            if (result.IsDefined && !result.Equals(value))
            {
                throw Conflict(clause);
            }
            result = value;
        }
        return result.IsDefined || Default is null ? result : EvaluateDefault(machine, Default);
    }

    internal static EvaluationException Conflict(Clause clause) =>
        new("eval_conflict_error", "complete rules must not produce multiple outputs", clause.Source, clause.Span);

    private static RegoValue EvaluateDefault(Machine machine, Clause clause)
    {
        if (clause.Constant.IsDefined && clause.Sites.Length == 0)
        {
            return clause.Constant;
        }
        var frame = machine.Rent(clause);
        clause.Run(frame);
        var value = frame.Result;
        machine.Return(frame);
        return value;
    }
}

/// <summary>A set to which each clause contributes members.</summary>
internal sealed class SetDocument(int id, string[] path) : Document(id, path)
{
    protected override RegoValue Compute(Machine machine)
    {
        var builder = machine.RentSet();
        foreach (var clause in Candidates(machine))
        {
            var frame = machine.Rent(clause);
            frame.Collectors[0] = builder;
            clause.Run(frame);
            machine.Return(frame);
        }
        var set = builder.Drain();
        machine.Return(builder);
        return set;
    }
}

/// <summary>An object to which each clause contributes values, or members of sets, at computed paths.</summary>
internal sealed class ObjectDocument(int id, string[] path) : Document(id, path)
{
    protected override RegoValue Compute(Machine machine)
    {
        var tree = new PartialObject(machine);
        foreach (var clause in Candidates(machine))
        {
            Contribute(machine, clause, tree);
        }
        if (Defaults.Length > 0)
        {
            tree.KeepsFirst = true;
            foreach (var clause in Defaults)
            {
                Contribute(machine, clause, tree);
            }
        }
        return tree.Build();
    }

    private static void Contribute(Machine machine, Clause clause, PartialObject tree)
    {
        var frame = machine.Rent(clause);
        frame.Collectors[0] = tree;
        clause.Run(frame);
        machine.Return(frame);
    }
}

/// <summary>A function that rules define.</summary>
internal sealed class FunctionDocument(int id, string[] path) : Document(id, path)
{
    /// <summary>So many calls are simply made: looking a result up costs more than a few cheap ones.</summary>
    private const int CallsBeforeKeeping = 4;

    private const int MaxKeptResults = 10_000;

    public int Arity { get; set; }

    /// <summary>Gets or sets whether a body iterates or calls on, so that looking up an earlier result is cheaper than a call.</summary>
    public bool IsWorthKeeping { get; set; }

    public bool FirstDecides { get; set; }

    public Clause? Default { get; set; }

    /// <summary>Calls the function.</summary>
    /// <param name="machine">The evaluation.</param>
    /// <param name="arguments">The arguments, all defined.</param>
    /// <returns>The result, or undefined.</returns>
    public RegoValue Call(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        machine.Listener?.EnterDocument(machine, this, arguments);
        var value = IsWorthKeeping && machine.Cache.CountCall(Id) > CallsBeforeKeeping ? CallKept(machine, arguments) : CallOnce(machine, arguments);
        machine.Listener?.LeaveDocument(machine, this, value);
        return value;
    }

    /// <summary>Looks the result up among those of earlier calls under the same inputs, or works it out and keeps it.</summary>
    private RegoValue CallKept(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var results = machine.Cache.ResultsOf(Id);
        var key = arguments.Length == 1 ? arguments[0] : RegoArray.Wrap(arguments.ToArray());
        if (results.TryGetValue(key, out var value))
        {
            machine.Cache.CountHit(Id);
            return value;
        }
        value = CallOnce(machine, arguments);
        if (results.Count < MaxKeptResults)
        {
            results[key] = value;
        }
        return value;
    }

    private RegoValue CallOnce(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var result = default(RegoValue);
        foreach (var clause in Index is null ? Clauses : Index.Find(machine, arguments))
        {
            var value = Run(machine, clause, arguments);
            if (!value.IsDefined)
            {
                continue;
            }
            if (FirstDecides)
            {
                return value;
            }
            if (result.IsDefined && !result.Equals(value))
            {
                throw new EvaluationException(
                    "eval_conflict_error", "functions must not produce multiple outputs for same inputs", clause.Source, clause.Span);
            }
            result = value;
        }
        return result.IsDefined || Default is null ? result : Run(machine, Default, arguments);
    }

    protected override RegoValue Compute(Machine machine) => default;

    private static RegoValue Run(Machine machine, Clause clause, ReadOnlySpan<RegoValue> arguments)
    {
        var frame = machine.Rent(clause);
        var slots = frame.Slots;
        var parameters = clause.ParameterSlots;
        for (var i = 0; i < parameters.Length; i++)
        {
            slots[parameters[i]] = arguments[i];
        }
        clause.Run(frame);
        var value = frame.Result;
        machine.Return(frame);
        return value;
    }
}
