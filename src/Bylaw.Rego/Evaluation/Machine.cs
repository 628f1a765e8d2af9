using System.Diagnostics;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>The state of one evaluation. Rented for it and given back; one thread at a time.</summary>
internal sealed class Machine : WorkWatch
{
    private const int StepsBetweenChecks = 4096;

    private const int RulesBetweenStackChecks = 4;

    private const int CallsBetweenChecks = 32;

    private readonly List<RuleCache> _caches = [];
    private readonly Frame?[] _frames;
    private readonly RuleCache _outermostCache;
    private readonly int _groupCount;
    private Frame? _usedFrames;
    private ValueList? _freeLists;
    private SetBuilder? _freeSets;
    private JoinIndex? _freeIndexes;
    private JoinIndex? _usedIndexes;
    private int _depth;
    private int _cacheDepth;
    private int _stepsLeft;
    private int _calls;
    private long _stepsTaken;
    private long _bytesBefore;
    private long _startedAt;
    private CancellationToken _cancellation;
    private EvaluationOptions _options = EvaluationOptions.Default;
    private BuiltinContext? _builtins;
    private BuiltinContext? _spareBuiltins;
    private Func<long, long>? _checkReserve;

    public Machine(MachinePool pool, int groupCount, int clauseCount)
    {
        Pool = pool;
        _groupCount = groupCount;
        _frames = new Frame?[clauseCount];
        Cache = _outermostCache = new RuleCache(groupCount);
        _caches.Add(Cache);
    }

    /// <summary>Gets the pool that the machine goes back to.</summary>
    public MachinePool Pool { get; }

    /// <summary>Gets or sets the machine whose evaluation waits for the one on this machine; null for none.</summary>
    public Machine? Outer { get; set; }

    /// <summary>The input document; undefined when none was given.</summary>
    public RegoValue Input;

    /// <summary>The base documents, with replaced ones put in.</summary>
    public RegoValue Data;

    /// <summary>The virtual documents that are replaced; null for none.</summary>
    public HashSet<int>? ReplacedGroups;

    /// <summary>The functions that are replaced, by definition or group; null for none.</summary>
    public Dictionary<object, FunctionReplacement>? ReplacedFunctions;

    /// <summary>What is known of virtual documents under the present input, data and functions.</summary>
    public RuleCache Cache;

    /// <summary>The call that is running, for the place of an error.</summary>
    public CallSite? CurrentCall;

    /// <summary>Is told what happens; null when nobody listens.</summary>
    public EvaluationListener? Listener;

    /// <summary>Gets what built-ins may use; made when the first one is called.</summary>
    public BuiltinContext Builtins => _builtins ??= MakeBuiltins();

    private EvaluationLimits Limits => _options.Limits;

    public long StepsTaken => _stepsTaken + (StepsBetweenChecks - _stepsLeft);

    /// <summary>Makes ready for an evaluation.</summary>
    public void Begin(in RegoValue input, in RegoValue data, EvaluationOptions options, CancellationToken cancellation)
    {
        Input = input;
        Data = data;
        if (!ReferenceEquals(_options, options))
        {
            _options = options;
        }
        Cache.Reset();
        if (cancellation != _cancellation)
        {
            _cancellation = cancellation;
        }
        _stepsTaken = 0;
        _stepsLeft = StepsBetweenChecks;
        _startedAt = 0;
    }

    /// <summary>Lets go of everything that the evaluation worked on.</summary>
    public void End()
    {
        Input = default;
        Data = default;
        ReplacedGroups = null;
        ReplacedFunctions = null;
        CurrentCall = null;
        Listener = null;
        if (_builtins is not null)
        {
            _spareBuiltins = _builtins.IsUntouched ? _builtins : null;
            _builtins = null;
        }
        _depth = 0;
        _cacheDepth = 0;
        if (!ReferenceEquals(Cache, _outermostCache))
        {
            Cache = _outermostCache;
        }
        var frame = _usedFrames;
        _usedFrames = null;
        while (frame is not null)
        {
            frame = frame.Clear();
        }
        while (_usedIndexes is { } index)
        {
            _usedIndexes = index.NextFree;
            if (index.TryRelease())
            {
                index.NextFree = _freeIndexes;
                _freeIndexes = index;
            }
        }
        if (_stepsTaken > 0)
        {
            // Only after longer evaluations: the stamps alone make old values unreachable.
            foreach (var cache in _caches)
            {
                cache.Clear();
            }
        }
    }

    /// <summary>Counts one step, and now and then looks at limits and cancellation.</summary>
    public void Tick()
    {
        if (--_stepsLeft <= 0)
        {
            CheckLimits(StepsBetweenChecks);
        }
    }

    /// <summary>Counts a call of a built-in; tells whether it is time to look at the limits.</summary>
    public bool IsCallToLook() => (++_calls & (CallsBetweenChecks - 1)) == 0;

    /// <summary>Returns the frame of a clause, or a fresh one when the clause is running already.</summary>
    public Frame Rent(Clause clause)
    {
        Tick();
        // A long chain of rules is a deep native stack: it ends in a limit, never in a crash. What one rule takes is bounded (see Chain).
        if ((++_depth & (RulesBetweenStackChecks - 1)) == 0)
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        var frame = _frames[clause.Id];
        frame ??= _frames[clause.Id] = new Frame(this, clause.SlotCount, clause.CollectorCount);
        if (frame.IsBusy)
        {
            frame = new Frame(this, clause.SlotCount, clause.CollectorCount);
        }
        else if (!frame.IsTouched)
        {
            frame.IsTouched = true;
            frame.NextUsed = _usedFrames;
            _usedFrames = frame;
        }
        frame.IsBusy = true;
        frame.Result = default;
        return frame;
    }

    /// <summary>Gives a frame back.</summary>
    public void Return(Frame frame)
    {
        _depth--;
        frame.IsBusy = false;
    }

    /// <summary>Returns an empty list for a comprehension; a comprehension inside another one gets its own.</summary>
    public ValueList RentList()
    {
        var list = _freeLists ?? new ValueList();
        _freeLists = list.NextFree;
        list.NextFree = null;
        return list;
    }

    /// <summary>Gives a list back, emptied.</summary>
    public void Return(ValueList list)
    {
        if (list.IsWorthKeeping)
        {
            list.NextFree = _freeLists;
            _freeLists = list;
        }
    }

    /// <summary>Returns a builder for a set that is made on the way; one inside another gets its own.</summary>
    public SetBuilder RentSet()
    {
        var builder = _freeSets ?? new SetBuilder();
        _freeSets = builder.NextFree;
        builder.NextFree = null;
        return builder;
    }

    /// <summary>Gives a builder back, emptied.</summary>
    public void Return(SetBuilder builder)
    {
        builder.NextFree = _freeSets;
        _freeSets = builder;
    }

    /// <summary>Returns an index for a join, which the evaluation keeps until its end.</summary>
    public JoinIndex RentIndex()
    {
        var index = _freeIndexes ?? new JoinIndex();
        _freeIndexes = index.NextFree;
        index.NextFree = _usedIndexes;
        _usedIndexes = index;
        return index;
    }

    /// <summary>Begins a stretch with other inputs: what is known of virtual documents does not hold in it.</summary>
    public RuleCache PushCache()
    {
        _cacheDepth++;
        if (_cacheDepth == _caches.Count)
        {
            _caches.Add(new RuleCache(_groupCount));
        }
        var cache = _caches[_cacheDepth];
        cache.Reset();
        return cache;
    }

    /// <summary>Ends the stretch.</summary>
    public void PopCache() => _cacheDepth--;

    private BuiltinContext MakeBuiltins()
    {
        var note = Listener is { } listener ? listener.Note : (Action<string>?)null;
        if (_spareBuiltins is { } spare && ReferenceEquals(spare.Host, _options.Host) && spare.CancellationToken == _cancellation)
        {
            (spare.Print, spare.Note) = (_options.Print, note);
            spare.SetStrict(_options.StrictBuiltinErrors);
            return spare;
        }
        return new BuiltinContext(_options.Host, _cancellation)
        {
            IsStrict = _options.StrictBuiltinErrors,
            Print = _options.Print,
            Note = note,
            CheckLimits = _checkReserve ??= bytes => CheckLimits(0, bytes),
        };
    }

    /// <inheritdoc/>
    protected override void Look() => CheckLimits(0);

    /// <summary>Looks at limits and cancellation.</summary>
    /// <param name="steps">The steps taken since the last look, when they are used up; 0 for a look in between.</param>
    /// <param name="reserve">The bytes that are about to be allotted.</param>
    /// <returns>The bytes that are left.</returns>
    public long CheckLimits(int steps, long reserve = 0)
    {
        if (steps > 0)
        {
            _stepsTaken += steps;
            _stepsLeft = StepsBetweenChecks;
        }
        _cancellation.ThrowIfCancellationRequested();
        if (_stepsTaken > Limits.MaxSteps)
        {
            throw new EvaluationLimitException(nameof(EvaluationLimits.MaxSteps), $"the evaluation took more than {Limits.MaxSteps} steps");
        }
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        if (_startedAt == 0)
        {
            _startedAt = Stopwatch.GetTimestamp();
            _bytesBefore = bytes;
        }
        if (bytes - _bytesBefore > Limits.MaxAllocatedBytes - reserve)
        {
            throw new EvaluationLimitException(
                nameof(EvaluationLimits.MaxAllocatedBytes), $"the evaluation allotted more than {Limits.MaxAllocatedBytes} bytes");
        }
        if (Stopwatch.GetElapsedTime(_startedAt) > Limits.MaxDuration)
        {
            throw new EvaluationLimitException(nameof(EvaluationLimits.MaxDuration), $"the evaluation ran longer than {Limits.MaxDuration}");
        }
        return Limits.MaxAllocatedBytes - reserve - (bytes - _bytesBefore);
    }
}

/// <summary>What takes the place of a function: another function or a value.</summary>
internal sealed record FunctionReplacement(BuiltinDefinition? Builtin, FunctionDocument? Function, RegoValue Value);
