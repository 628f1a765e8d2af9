using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>What a built-in call may use of its query and host. One a query; not thread-safe.</summary>
public sealed class BuiltinContext
{
    /// <summary>Pieces of work between two looks at the limits: well below a millisecond of what a loop does.</summary>
    private const int WorkBetweenChecks = 16_384;

    /// <summary>Less than this is allotted without a look at the limits.</summary>
    private const int SmallReserve = 1 << 16;

    private int _workLeft = WorkBetweenChecks;
    private Dictionary<(string Builtin, RegoValue Key), RegoValue>? _perQuery;
    private long? _queryTimeNs;
    private List<BuiltinError>? _errors;
    private bool _isStrict;

    /// <summary>Makes a context.</summary>
    /// <param name="host">What the host grants.</param>
    /// <param name="cancellationToken">Stops long calls.</param>
    public BuiltinContext(BuiltinHost host, CancellationToken cancellationToken = default)
    {
        Host = host;
        CancellationToken = cancellationToken;
    }

    /// <summary>Gets what the host grants: clock, chance, network, environment.</summary>
    public BuiltinHost Host { get; }

    /// <summary>Gets what stops long calls that wait for something outside; one that loops calls <see cref="Spend"/> instead.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Gets what looks at the limits before some bytes are allotted, and tells how many are left; null outside of an evaluation.</summary>
    internal Func<long, long>? CheckLimits { get; init; }

    /// <summary>Gets how many bytes the evaluation may still allot; looks at its limits.</summary>
    internal long BytesLeft => Look(0);

    /// <summary>Gets the host's time when the query first asked for it, in nanoseconds since 1970; the same throughout the query.</summary>
    public long QueryTimeNs =>
        _queryTimeNs ??= (Host.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Gets whether a built-in error stops the query.</summary>
    public bool IsStrict
    {
        get => _isStrict;
        init => _isStrict = value;
    }

    /// <summary>Gets the built-in errors that were passed over, in order, at most 100.</summary>
    public List<BuiltinError> Errors => _errors ??= [];

    /// <summary>Gets or sets what receives the output of <c>print</c>; null to drop it.</summary>
    public Action<string>? Print { get; set; }

    /// <summary>Gets or sets what receives the messages of <c>trace</c>; null to drop them.</summary>
    public Action<string>? Note { get; set; }

    /// <summary>Gets or sets the name of the built-in that is running, for messages.</summary>
    public string CurrentName { get; set; } = "";

    /// <summary>Gets whether nothing of a query is kept here, so that the next one may have the context.</summary>
    internal bool IsUntouched => _perQuery is null && _queryTimeNs is null && _errors is null;

    /// <summary>
    /// Counts work inside a call, and now and then looks at deadline, memory and cancellation. A built-in that may work for long calls it
    /// in its loops: a call costs next to nothing.
    /// </summary>
    /// <param name="work">How much was done, in pieces of some ten nanoseconds; negative is none.</param>
    /// <exception cref="Evaluation.EvaluationLimitException">A limit of the evaluation is reached.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public void Spend(int work = 1)
    {
        _workLeft -= Math.Max(0, work);
        if (_workLeft <= 0)
        {
            Look(0);
        }
    }

    /// <summary>Asks for memory before it is allotted, so that a short expression cannot fill it: an estimate is enough.</summary>
    /// <param name="bytes">How many bytes the call is about to allot, at least 0.</param>
    /// <exception cref="Evaluation.EvaluationLimitException">It would be more than the evaluation may allot.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public void Reserve(long bytes)
    {
        if (bytes >= SmallReserve)
        {
            Look(bytes);
        }
    }

    private long Look(long bytes)
    {
        _workLeft = WorkBetweenChecks;
        if (CheckLimits is { } check)
        {
            return check(bytes);
        }
        CancellationToken.ThrowIfCancellationRequested();
        return long.MaxValue;
    }

    internal void SetStrict(bool isStrict) => _isStrict = isStrict;

    /// <summary>
    /// Refuses an operand or reports another failure of the call: the result is undefined; in strict mode the query stops.
    /// </summary>
    /// <param name="message">The message without the function's name, in OPA's words where the suite knows them.</param>
    /// <param name="code">OPA's error code.</param>
    /// <returns>Undefined, to be returned by the built-in.</returns>
    /// <exception cref="BuiltinFailedException">In strict mode.</exception>
    public RegoValue Fail(string message, string code = BuiltinError.BuiltinCode)
    {
        var error = new BuiltinError(code, CurrentName, message);
        if (IsStrict)
        {
            throw new BuiltinFailedException(error);
        }
        if (Errors.Count < 100)
        {
            Errors.Add(error);
        }
        return default;
    }

    /// <summary>Refuses an operand of the wrong type, with OPA's message.</summary>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="actual">The operand.</param>
    /// <param name="wanted">The names of the wanted types, for example <c>string</c>.</param>
    /// <returns>Undefined, to be returned by the built-in.</returns>
    /// <exception cref="BuiltinFailedException">In strict mode.</exception>
    public RegoValue FailOperand(int position, in RegoValue actual, params ReadOnlySpan<string> wanted) =>
        Fail(
            wanted.Length == 1
                ? $"operand {position} must be {wanted[0]} but got {RegoValue.NameOf(actual.Kind)}"
                : $"operand {position} must be one of {{{string.Join(", ", wanted.ToArray())}}} but got {RegoValue.NameOf(actual.Kind)}",
            BuiltinError.TypeCode);

    /// <summary>Refuses an operand because of a value inside it, with OPA's message.</summary>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="composite">The operand.</param>
    /// <param name="element">The value inside it.</param>
    /// <param name="wanted">The names of the wanted types, for example <c>string</c>.</param>
    /// <returns>Undefined, to be returned by the built-in.</returns>
    /// <exception cref="BuiltinFailedException">In strict mode.</exception>
    public RegoValue FailElement(int position, in RegoValue composite, in RegoValue element, params ReadOnlySpan<string> wanted)
    {
        var outer = RegoValue.NameOf(composite.Kind);
        var inner = RegoValue.NameOf(element.Kind);
        var types = wanted.Length == 1 ? $"{wanted[0]}s" : $"(any of) {{{string.Join(", ", wanted.ToArray())}}}";
        return Fail($"operand {position} must be {outer} of {types} but got {outer} containing {inner}", BuiltinError.TypeCode);
    }

    /// <summary>Returns what was worked out earlier in the same query for a key, or works it out.</summary>
    /// <param name="key">What the result depends on.</param>
    /// <param name="make">Works it out.</param>
    /// <returns>The same value for the same built-in and key throughout the query.</returns>
    public RegoValue OncePerQuery(in RegoValue key, Func<RegoValue> make)
    {
        _perQuery ??= [];
        var entry = (CurrentName, key);
        if (!_perQuery.TryGetValue(entry, out var value))
        {
            value = make();
            _perQuery[entry] = value;
        }
        return value;
    }
}

/// <summary>A failure of a built-in call.</summary>
/// <param name="Code">OPA's error code.</param>
/// <param name="Builtin">The name of the built-in.</param>
/// <param name="Message">What is wrong.</param>
public sealed record BuiltinError(string Code, string Builtin, string Message)
{
    /// <summary>The code of an ordinary failure.</summary>
    public const string BuiltinCode = "eval_builtin_error";

    /// <summary>The code of an operand of the wrong type.</summary>
    public const string TypeCode = "eval_type_error";

    /// <summary>Writes the error as OPA does.</summary>
    /// <returns><c>code: name: message</c>.</returns>
    public override string ToString() => $"{Code}: {Builtin}: {Message}";
}

/// <summary>Stops a query in strict mode because a built-in call failed.</summary>
/// <param name="error">The failure.</param>
public sealed class BuiltinFailedException(BuiltinError error) : Exception(error.ToString())
{
    /// <summary>Gets the failure.</summary>
    public BuiltinError Error { get; } = error;
}
