using System.Collections.Immutable;
using System.Text;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>Computes expressions of Bicep and ARM. What only the deployment knows is unknown.</summary>
/// <param name="resolve">Gives a declared name's value; null when nothing is declared so.</param>
/// <param name="call">Computes calls that depend on the template, such as <c>parameters('x')</c>; null passes them on.</param>
internal sealed class BicepEvaluator(Func<string, ConfigValue?> resolve, Func<string, IReadOnlyList<ConfigValue>, ConfigValue?> call)
{
    private const int MaxDepth = 200;
    private readonly HclBudget _budget = new(MaxDepth);
    private ImmutableDictionary<string, ConfigValue> _locals = ImmutableDictionary<string, ConfigValue>.Empty;

    /// <summary>Computes with extra names, such as a loop's item.</summary>
    public ConfigValue With(IEnumerable<KeyValuePair<string, ConfigValue>> names, BicepExpression expression)
    {
        var outer = _locals;
        _locals = _locals.SetItems(names);
        try
        {
            return Evaluate(expression);
        }
        finally
        {
            _locals = outer;
        }
    }

    public ConfigValue Evaluate(BicepExpression expression)
    {
        _budget.Enter();
        try
        {
            var value = Compute(expression);
            return value.Position.IsKnown ? value : value.At(expression.Position);
        }
        finally
        {
            _budget.Leave();
        }
    }

    private ConfigValue Compute(BicepExpression expression)
    {
        switch (expression)
        {
            case BicepLiteral literal:
                return literal.Value;
            case BicepName name:
                return _locals.GetValueOrDefault(name.Name) ?? resolve(name.Name) ?? ConfigValue.Unknown($"`{name.Name}` is not declared here");
            case BicepMember member:
                return Step(Evaluate(member.Target), ConfigValue.String(member.Name));
            case BicepIndex index:
                return Step(Evaluate(index.Target), Evaluate(index.Key));
            case BicepNested nested:
                return Evaluate(nested.Target) is { IsUnknown: true } outer ? outer : ConfigValue.Unknown($"resource `{nested.Name}`", isReference: true);
            case BicepInterpolation interpolation:
                return Interpolate(interpolation);
            case BicepArray array:
                return ConfigValue.List([.. array.Items.SelectMany(i => i is BicepSpread spread ? Evaluate(spread.Value).Items : [Evaluate(i)])], array.Position);
            case BicepObject map:
                return Object(map);
            case BicepConditional conditional:
                var condition = Evaluate(conditional.Condition);
                return condition.IsUnknown ? ConfigValue.Unknown(condition.Text) : Evaluate(HclConvert.Boolean(condition) ? conditional.Then : conditional.Else);
            case BicepUnary unary:
                var operand = Evaluate(unary.Operand);
                return operand.IsUnknown ? ConfigValue.Unknown(operand.Text)
                    : unary.Operator == '!' ? ConfigValue.Boolean(!HclConvert.Boolean(operand))
                    : unary.Operator == '-' ? (-HclConvert.Number(operand)).ToValue() : operand;
            case BicepBinary binary:
                return Binary(binary);
            case BicepFor loop:
                return ConfigValue.List([.. Loop(loop).Select(i => With(i, loop.Body))], loop.Position);
            case BicepCall function:
                return Call(function);
            default:
                return ConfigValue.Unknown("a function value is not computed");
        }
    }

    /// <summary>Gives the names of each turn of a loop; an unknown collection gives one turn with unknown names.</summary>
    public IEnumerable<Dictionary<string, ConfigValue>> Loop(BicepFor loop)
    {
        var collection = Evaluate(loop.Collection);
        var items = collection.Kind == ConfigKind.List ? collection.Items : [ConfigValue.Unknown(collection.IsUnknown ? collection.Text : "the loop's list is not known")];
        for (var i = 0; i < items.Length; i++)
        {
            _budget.Count();
            var names = new Dictionary<string, ConfigValue> { [loop.ItemName] = items[i] };
            if (loop.IndexName is not null)
            {
                names[loop.IndexName] = collection.Kind == ConfigKind.List ? ConfigValue.Number(i) : items[i];
            }
            if (loop.Condition is not { } condition || With(names, condition) is not { Kind: ConfigKind.Boolean, IsTrue: false })
            {
                yield return names;
            }
        }
    }

    private static ConfigValue Step(ConfigValue target, ConfigValue key)
    {
        if (target.IsUnknown || key.IsUnknown)
        {
            return target.IsUnknown ? target : key;
        }
        if (target.Kind == ConfigKind.List)
        {
            return HclConvert.Integer(key) is var at && at >= 0 && at < target.Items.Length ? target.Items[at] : ConfigValue.Null();
        }
        // Property names are found regardless of case.
        return target.Entries.FirstOrDefault(e => e.Key.Equals(key.Text, StringComparison.OrdinalIgnoreCase)).Value ?? ConfigValue.Null();
    }

    private ConfigValue Interpolate(BicepInterpolation interpolation)
    {
        var text = new StringBuilder();
        foreach (var part in interpolation.Parts)
        {
            var value = Evaluate(part);
            if (value.IsUnknown)
            {
                return ConfigValue.Unknown(value.Text, interpolation.Position, value.IsReference, value.Target);
            }
            text.Append(value.AsScalarText() ?? (value.IsNull ? string.Empty : ConfigJson.Write(value)));
        }
        return ConfigValue.String(text.ToString(), interpolation.Position);
    }

    private ConfigValue Object(BicepObject map)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in map.Entries)
        {
            if (value is BicepSpread spread)
            {
                foreach (var (name, inner) in Evaluate(spread.Value).Entries)
                {
                    entries.Set(name, inner);
                }
                continue;
            }
            if (Evaluate(key).AsScalarText() is { } text)
            {
                entries.Set(text, Evaluate(value).At(key.Position.To(value.Position)));
            }
        }
        return ConfigValue.Map(entries.Build(), map.Position);
    }

    private ConfigValue Binary(BicepBinary binary)
    {
        var left = Evaluate(binary.Left);
        if (binary.Operator == "??")
        {
            return left.IsNull ? Evaluate(binary.Right) : left;
        }
        var decisive = binary.Operator switch { "||" => true, "&&" => false, _ => (bool?)null };
        if (decisive is not null && !left.IsUnknown && HclConvert.Boolean(left) == decisive)
        {
            return ConfigValue.Boolean(decisive.Value);
        }
        var right = Evaluate(binary.Right);
        if (decisive is not null && !right.IsUnknown && HclConvert.Boolean(right) == decisive)
        {
            return ConfigValue.Boolean(decisive.Value);
        }
        if (left.IsUnknown || right.IsUnknown)
        {
            return ConfigValue.Unknown(left.IsUnknown ? left.Text : right.Text);
        }
        return binary.Operator switch
        {
            "||" or "&&" => ConfigValue.Boolean(!decisive!.Value),
            "==" => ConfigValue.Boolean(HclConvert.AreEqual(left, right)),
            "!=" => ConfigValue.Boolean(!HclConvert.AreEqual(left, right)),
            "=~" => ConfigValue.Boolean(left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase)),
            "!~" => ConfigValue.Boolean(!left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase)),
            var op => ArmFunctions.Call(op switch
            {
                "+" => "add", "-" => "sub", "*" => "mul", "/" => "div", "%" => "mod",
                "<" => "less", "<=" => "lessOrEquals", ">" => "greater", _ => "greaterOrEquals",
            }, [left, right]) ?? ConfigValue.Unknown("cannot be computed"),
        };
    }

    private ConfigValue Call(BicepCall function)
    {
        if (function.Target is BicepName { Name: "sys" or "az" } or null && function.Name.ToLowerInvariant() is "map" or "filter" && function.Arguments is [var list, BicepLambda lambda])
        {
            return MapOrFilter(function.Name.Equals("map", StringComparison.OrdinalIgnoreCase), Evaluate(list), lambda);
        }
        if (function.Target is not (null or BicepName { Name: "sys" or "az" }))
        {
            var target = Evaluate(function.Target);
            return ConfigValue.Unknown($"{function.Name} of the deployment", default, isReference: true, target.Target);
        }
        var arguments = function.Arguments.Select(Evaluate).ToList();
        if (call(function.Name, arguments) is { } special)
        {
            return special;
        }
        if (arguments.FirstOrDefault(a => HclConvert.HoldsUnknown(a, out _)) is { } argument && HclConvert.HoldsUnknown(argument, out var unknown))
        {
            return ConfigValue.Unknown(unknown.Text, default, unknown.IsReference, unknown.Target);
        }
        return ArmFunctions.Call(function.Name, arguments) ?? ConfigValue.Unknown($"{function.Name} of the deployment", default, isReference: true);
    }

    private ConfigValue MapOrFilter(bool isMap, ConfigValue list, BicepLambda lambda)
    {
        if (list.IsUnknown)
        {
            return ConfigValue.Unknown(list.Text);
        }
        var turns = list.Items.Select((item, i) => (Item: item, Result: With(
            lambda.Names.Select((n, at) => KeyValuePair.Create(n, at == 0 ? item : ConfigValue.Number(i))), lambda.Body))).ToList();
        if (isMap)
        {
            return ConfigValue.List([.. turns.Select(t => t.Result)]);
        }
        return turns.FirstOrDefault(t => t.Result.IsUnknown).Result is { } unknown
            ? ConfigValue.Unknown(unknown.Text)
            : ConfigValue.List([.. turns.Where(t => HclConvert.Boolean(t.Result)).Select(t => t.Item)]);
    }
}
