using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Computes expressions of one file. An operand that is not known yet makes a result that is not known yet, never a guess.</summary>
/// <remarks>Bounded in depth and in the number of values that it makes.</remarks>
internal sealed partial class HclEvaluator(HclFile file, IHclScope scope, HclBudget budget)
{
    private readonly Dictionary<HclSplatItem, ConfigValue> _splatItems = [];

    public ConfigValue Evaluate(HclExpression expression) => Evaluate(expression, scope);

    public ConfigValue Evaluate(HclExpression expression, IHclScope names)
    {
        budget.Enter();
        try
        {
            var value = Compute(expression, names);
            return value.Position.IsKnown ? value : value.At(file.At(expression.Span));
        }
        catch (HclEvaluationException fault) when (fault.Span is null)
        {
            throw new HclEvaluationException(fault.Message, expression.Span);
        }
        finally
        {
            budget.Leave();
        }
    }

    private ConfigValue Compute(HclExpression expression, IHclScope names) => expression switch
    {
        HclLiteral literal => literal.Value,
        HclTemplate template => Template(template, names),
        HclParentheses inner => Evaluate(inner.Inner, names),
        HclVariable or HclGetAttribute => Path(expression, names),
        HclIndex index => Index(Evaluate(index.Target, names), Evaluate(index.Key, names)),
        HclSplat splat => Splat(splat, names),
        HclSplatItem item => _splatItems[item],
        HclUnary unary => Unary(unary, names),
        HclBinary binary => Binary(binary, names),
        HclConditional conditional => Conditional(conditional, names),
        HclTuple tuple => ConfigValue.List([.. tuple.Items.Select(i => Evaluate(i, names))], file.At(tuple.Span)),
        HclObject map => Object(map, names),
        HclFor loop => For(loop, names),
        HclCall call => Call(call, names),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Hands a dotted path to the scope in one piece and walks the rest of it.</summary>
    private ConfigValue Path(HclExpression expression, IHclScope names)
    {
        var steps = new List<string>();
        var root = expression;
        while (root is HclGetAttribute step)
        {
            steps.Insert(0, step.Name);
            root = step.Target;
        }
        ConfigValue? value;
        var taken = 0;
        if (root is HclVariable variable)
        {
            steps.Insert(0, variable.Name);
            if (!names.TryResolve(steps, file.At(expression.Span), out value, out taken))
            {
                throw new HclEvaluationException($"nothing is named `{string.Join('.', steps)}` here", root.Span);
            }
        }
        else
        {
            value = Evaluate(root, names);
        }
        for (var i = taken; i < steps.Count; i++)
        {
            value = Attribute(value, steps[i]);
        }
        return value;
    }

    private static ConfigValue Attribute(ConfigValue target, string name) => target switch
    {
        { IsUnknown: true } => target,
        { Kind: ConfigKind.Map } when target.TryGet(name, out var value) => value,
        // A block that is written once reads like an object in many older configurations.
        { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Map } only] } when only.TryGet(name, out var value) => value,
        { Kind: ConfigKind.Map } => throw new HclEvaluationException($"there is no attribute `{name}`"),
        _ => throw new HclEvaluationException($"{HclConvert.Name(target)} has no attribute `{name}`"),
    };

    internal static ConfigValue Index(ConfigValue target, ConfigValue key)
    {
        if (target.IsUnknown || key.IsUnknown)
        {
            return target.IsUnknown ? target : key;
        }
        if (target.Kind == ConfigKind.Map)
        {
            var name = HclConvert.Text(key);
            return target[name] ?? throw new HclEvaluationException($"there is no key `{name}`");
        }
        if (target.Kind != ConfigKind.List)
        {
            throw new HclEvaluationException($"{HclConvert.Name(target)} cannot be indexed");
        }
        var at = HclConvert.Integer(key);
        return at >= 0 && at < target.Items.Length
            ? target.Items[at]
            : throw new HclEvaluationException($"index {at} is outside a list of {target.Items.Length}");
    }

    private ConfigValue Splat(HclSplat splat, IHclScope names)
    {
        var target = Evaluate(splat.Target, names);
        if (target.IsUnknown)
        {
            return target;
        }
        var items = target.Kind switch
        {
            ConfigKind.List => target.Items,
            ConfigKind.Null => [],
            _ => [target],
        };
        return ConfigValue.List([.. items.Select(item =>
        {
            budget.Count();
            _splatItems[splat.Item] = item;
            return Evaluate(splat.Each, names);
        })]);
    }

    private ConfigValue Conditional(HclConditional conditional, IHclScope names)
    {
        var condition = Evaluate(conditional.Condition, names);
        if (!condition.IsUnknown)
        {
            return Evaluate(HclConvert.Boolean(condition) ? conditional.Then : conditional.Else, names);
        }
        // Both results may agree; then the condition does not matter.
        var (then, otherwise) = (TryEvaluate(conditional.Then, names), TryEvaluate(conditional.Else, names));
        var agree = then is { IsUnknown: false } && otherwise is not null && HclConvert.AreEqual(then, otherwise) && !HclConvert.HoldsUnknown(then, out _);
        return agree ? then! : ConfigValue.Unknown(condition.Text);
    }

    private ConfigValue? TryEvaluate(HclExpression expression, IHclScope names)
    {
        try
        {
            return Evaluate(expression, names);
        }
        catch (HclEvaluationException)
        {
            return null;
        }
    }

    private ConfigValue Object(HclObject expression, IHclScope names)
    {
        var entries = new ConfigMap.Builder();
        foreach (var item in expression.Items)
        {
            budget.Count();
            var key = item.Key is HclVariable name ? ConfigValue.String(name.Name) : Evaluate(item.Key, names);
            if (key.IsUnknown)
            {
                return key;
            }
            entries.Set(HclConvert.Text(key), Evaluate(item.Value, names));
        }
        return ConfigValue.Map(entries.Build(), file.At(expression.Span));
    }

    private ConfigValue For(HclFor loop, IHclScope names)
    {
        var collection = Evaluate(loop.Collection, names);
        if (collection.IsUnknown)
        {
            return collection;
        }
        var items = ImmutableArray.CreateBuilder<ConfigValue>();
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in Pairs(collection))
        {
            budget.Count();
            var inner = HclScope.Of(names, loop.KeyName, key, loop.ValueName, value);
            var condition = loop.Condition is null ? null : Evaluate(loop.Condition, inner);
            if (condition is { IsUnknown: true })
            {
                return condition;
            }
            if (condition is not null && !HclConvert.Boolean(condition))
            {
                continue;
            }
            var result = Evaluate(loop.Value, inner);
            if (loop.Key is null)
            {
                items.Add(result);
                continue;
            }
            var name = Evaluate(loop.Key, inner);
            if (name.IsUnknown)
            {
                return name;
            }
            var text = HclConvert.Text(name);
            if (!loop.Groups && entries.Get(text) is not null)
            {
                throw new HclEvaluationException($"key `{text}` comes twice in this for expression");
            }
            entries.Set(text, loop.Groups ? ConfigValue.List((entries.Get(text)?.Items ?? []).Add(result)) : result);
        }
        return loop.Key is null ? ConfigValue.List(items.ToImmutable(), file.At(loop.Span)) : ConfigValue.Map(entries.Build(), file.At(loop.Span));
    }

    /// <summary>The keys and values of a list (keys are indices) or of an object, whose keys come sorted as the language demands.</summary>
    internal static IEnumerable<(ConfigValue Key, ConfigValue Value)> Pairs(ConfigValue collection) => collection.Kind switch
    {
        ConfigKind.List => collection.Items.Select((item, i) => (ConfigValue.Number(i), item)),
        ConfigKind.Map => collection.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (ConfigValue.String(e.Key), e.Value)),
        _ => throw new HclEvaluationException($"{HclConvert.Name(collection)} cannot be iterated"),
    };
}
