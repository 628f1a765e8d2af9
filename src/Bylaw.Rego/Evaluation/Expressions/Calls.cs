using System.Runtime.CompilerServices;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>Room for the arguments of one call, on the native stack.</summary>
[InlineArray(Capacity)]
internal struct ArgumentBuffer
{
    public const int Capacity = 6;

    private RegoValue _first;
}

/// <summary>A call of a built-in or of a function: arguments first, then what stands in its place if it is replaced.</summary>
internal abstract class CallExpression(Expression[] arguments, object target, CallSite site) : Expression
{
    protected CallSite Site { get; } = site;

    public sealed override RegoValue Evaluate(Frame frame)
    {
        if (arguments.Length <= ArgumentBuffer.Capacity)
        {
            var buffer = default(ArgumentBuffer);
            return Evaluate(frame, buffer[..arguments.Length]);
        }
        return Evaluate(frame, new RegoValue[arguments.Length]);
    }

    protected abstract RegoValue Call(Machine machine, ReadOnlySpan<RegoValue> values);

    private RegoValue Evaluate(Frame frame, Span<RegoValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(frame);
            if (!values[i].IsDefined)
            {
                return default;
            }
        }
        var machine = frame.Machine;
        if (machine.ReplacedFunctions is { } replaced && replaced.TryGetValue(target, out var replacement))
        {
            return CallReplacement(machine, replaced, replacement, values);
        }
        return Call(machine, values);
    }

    private RegoValue CallReplacement(
        Machine machine, Dictionary<object, FunctionReplacement> replaced, FunctionReplacement replacement, ReadOnlySpan<RegoValue> values)
    {
        if (replacement.Builtin is { } builtin)
        {
            return BuiltinExpression.Invoke(machine, builtin, values, Site);
        }
        if (replacement.Function is not { } function)
        {
            return replacement.Value;
        }
        // Inside a replacement every function means itself again, so a replacement may call what it replaces.
        machine.ReplacedFunctions = null;
        var outerCache = machine.Cache;
        machine.Cache = machine.PushCache();
        try
        {
            return function.Call(machine, values);
        }
        finally
        {
            machine.PopCache();
            machine.Cache = outerCache;
            machine.ReplacedFunctions = replaced;
        }
    }
}

/// <summary>A call of a built-in.</summary>
internal sealed class BuiltinExpression(BuiltinDefinition function, Expression[] arguments, CallSite site)
    : CallExpression(arguments, function, site)
{
    /// <summary>The number of characters or items from which on a result counts as large.</summary>
    private const int LargeResult = 1 << 16;

    public static RegoValue Invoke(Machine machine, BuiltinDefinition function, ReadOnlySpan<RegoValue> values, CallSite site)
    {
        machine.CurrentCall = site;
        machine.Builtins.CurrentName = function.Name;
        var result = function.Function(machine.Builtins, values);
        LookAfterCall(machine, result);
        return result;
    }

    /// <summary>
    /// Looks at the limits behind a large result, since a few calls that each double their operand would be over before the next look, and behind
    /// every so many calls, since each of them may take its time.
    /// </summary>
    public static void LookAfterCall(Machine machine, in RegoValue result)
    {
        if (machine.IsCallToLook() || IsLarge(result))
        {
            machine.CheckLimits(0);
        }
    }

    private static bool IsLarge(in RegoValue result) => result.Reference switch
    {
        string text => text.Length > LargeResult,
        RegoArray array => array.Count > LargeResult,
        RegoObject obj => obj.Count > LargeResult,
        RegoSet set => set.Count > LargeResult,
        _ => false,
    };

    protected override RegoValue Call(Machine machine, ReadOnlySpan<RegoValue> values) => Invoke(machine, function, values, Site);
}

/// <summary>A call of <c>sprintf</c> whose values are written out: the array of them is never made.</summary>
/// <param name="format">The format.</param>
/// <param name="items">The values, at most as many as a buffer holds.</param>
/// <param name="general">The call as written, for when <c>sprintf</c> is replaced or the format is no text.</param>
internal sealed class FormatExpression(Expression format, Expression[] items, BuiltinExpression general) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null || !format.Evaluate(frame).TryGetString(out var text))
        {
            return general.Evaluate(frame);
        }
        var buffer = default(ArgumentBuffer);
        for (var i = 0; i < items.Length; i++)
        {
            buffer[i] = items[i].Evaluate(frame);
            if (!buffer[i].IsDefined)
            {
                return default;
            }
        }
        RegoValue result = StringBuiltins.Sprintf(frame.Machine.Builtins, text, buffer[..items.Length]);
        BuiltinExpression.LookAfterCall(frame.Machine, result);
        return result;
    }
}

/// <summary>A call of a function that rules define.</summary>
internal sealed class FunctionExpression(FunctionDocument function, Expression[] arguments, CallSite site)
    : CallExpression(arguments, function, site)
{
    protected override RegoValue Call(Machine machine, ReadOnlySpan<RegoValue> values) => function.Call(machine, values);
}
