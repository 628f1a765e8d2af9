using System.Collections.Immutable;
using System.Text;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Operators, templates and calls.</summary>
internal sealed partial class HclEvaluator
{
    private ConfigValue Unary(HclUnary unary, IHclScope names)
    {
        var operand = Evaluate(unary.Operand, names);
        if (operand.IsUnknown)
        {
            return ConfigValue.Unknown(operand.Text);
        }
        return unary.Operator == "!" ? ConfigValue.Boolean(!HclConvert.Boolean(operand)) : (-HclConvert.Number(operand)).ToValue();
    }

    private ConfigValue Binary(HclBinary binary, IHclScope names)
    {
        var left = Evaluate(binary.Left, names);
        if (binary.Operator is "&&" or "||")
        {
            return Logical(binary, left, names);
        }
        var right = Evaluate(binary.Right, names);
        if (binary.Operator is "==" or "!=")
        {
            return Equality(left, right, binary.Operator == "!=");
        }
        if (left.IsUnknown || right.IsUnknown)
        {
            return ConfigValue.Unknown(left.IsUnknown ? left.Text : right.Text);
        }
        var (a, b) = (HclConvert.Number(left), HclConvert.Number(right));
        if (binary.Operator is "/" or "%" && b.IsZero)
        {
            throw new HclEvaluationException("division by zero");
        }
        return binary.Operator switch
        {
            "+" => (a + b).ToValue(),
            "-" => (a - b).ToValue(),
            "*" => (a * b).ToValue(),
            "/" => (a / b).ToValue(),
            "%" => (a % b).ToValue(),
            "<" => ConfigValue.Boolean(a.CompareTo(b) < 0),
            "<=" => ConfigValue.Boolean(a.CompareTo(b) <= 0),
            ">" => ConfigValue.Boolean(a.CompareTo(b) > 0),
            _ => ConfigValue.Boolean(a.CompareTo(b) >= 0),
        };
    }

    /// <summary>One operand can decide alone, even when the other is not known yet.</summary>
    private ConfigValue Logical(HclBinary binary, ConfigValue left, IHclScope names)
    {
        var decides = binary.Operator == "||";
        if (!left.IsUnknown && HclConvert.Boolean(left) == decides)
        {
            return ConfigValue.Boolean(decides);
        }
        var right = Evaluate(binary.Right, names);
        if (!right.IsUnknown && HclConvert.Boolean(right) == decides)
        {
            return ConfigValue.Boolean(decides);
        }
        return left.IsUnknown || right.IsUnknown
            ? ConfigValue.Unknown(left.IsUnknown ? left.Text : right.Text)
            : ConfigValue.Boolean(!decides);
    }

    private static ConfigValue Equality(ConfigValue left, ConfigValue right, bool negated)
    {
        // A reference to a declared resource is never null, whatever it will turn out to be.
        if ((left.IsReference && right.IsNull) || (right.IsReference && left.IsNull))
        {
            return ConfigValue.Boolean(negated);
        }
        if (HclConvert.HoldsUnknown(left, out var unknown) || HclConvert.HoldsUnknown(right, out unknown))
        {
            return ConfigValue.Unknown(unknown.Text);
        }
        return ConfigValue.Boolean(HclConvert.AreEqual(left, right) != negated);
    }

    private ConfigValue Template(HclTemplate template, IHclScope names)
    {
        // A template that is one interpolation alone passes the value through with its type.
        if (!template.IsHeredoc && template.Parts is [HclInterpolation only])
        {
            return Evaluate(only.Value, names);
        }
        var text = new StringBuilder();
        ConfigValue? unknown = null;
        Append(template.Parts, names, text, ref unknown);
        return unknown is null
            ? ConfigValue.String(text.ToString(), file.At(template.Span))
            : ConfigValue.Unknown(unknown.Text, file.At(template.Span), unknown.IsReference, unknown.Target);
    }

    private void Append(ImmutableArray<HclTemplatePart> parts, IHclScope names, StringBuilder text, ref ConfigValue? unknown)
    {
        foreach (var part in parts)
        {
            budget.Count();
            switch (part)
            {
                case HclTemplateText literal:
                    text.Append(literal.Text);
                    break;
                case HclInterpolation interpolation:
                    var value = Evaluate(interpolation.Value, names);
                    if (value.IsUnknown)
                    {
                        unknown = value;
                    }
                    else
                    {
                        text.Append(HclConvert.Text(value));
                    }
                    break;
                case HclTemplateIf choice:
                    var condition = Evaluate(choice.Condition, names);
                    if (condition.IsUnknown)
                    {
                        unknown = ConfigValue.Unknown(condition.Text);
                        break;
                    }
                    Append(HclConvert.Boolean(condition) ? choice.Then : choice.Else, names, text, ref unknown);
                    break;
                case HclTemplateFor loop:
                    var collection = Evaluate(loop.Collection, names);
                    if (collection.IsUnknown)
                    {
                        unknown = ConfigValue.Unknown(collection.Text);
                        break;
                    }
                    foreach (var (key, item) in Pairs(collection))
                    {
                        Append(loop.Body, HclScope.Of(names, loop.KeyName, key, loop.ValueName, item), text, ref unknown);
                    }
                    break;
            }
        }
    }

    private ConfigValue Call(HclCall call, IHclScope names)
    {
        // These two are about failing, so they see their arguments before they are computed.
        if (call.Name is "try" or "can")
        {
            return TryCall(call, names);
        }
        var arguments = new List<ConfigValue>();
        foreach (var (argument, i) in call.Arguments.Select((a, i) => (a, i)))
        {
            var value = Evaluate(argument, names);
            if (call.ExpandsLast && i == call.Arguments.Length - 1)
            {
                if (value.IsUnknown)
                {
                    return ConfigValue.Unknown(value.Text);
                }
                arguments.AddRange(value.Kind == ConfigKind.List ? value.Items : throw new HclEvaluationException("`...` needs a list"));
                continue;
            }
            arguments.Add(value);
        }
        var name = call.Name.StartsWith("core::", StringComparison.Ordinal) ? call.Name["core::".Length..] : call.Name;
        return names.Call(name, arguments, file.At(call.Span))
            ?? (name.StartsWith("provider::", StringComparison.Ordinal)
                ? ConfigValue.Unknown($"computed by {name}")
                : throw new HclEvaluationException($"there is no function `{call.Name}`", call.Span));
    }

    private ConfigValue TryCall(HclCall call, IHclScope names)
    {
        foreach (var argument in call.Arguments)
        {
            if (TryEvaluate(argument, names) is { } value)
            {
                return call.Name == "try" ? value : value.IsUnknown ? ConfigValue.Unknown(value.Text) : ConfigValue.Boolean(true);
            }
        }
        return call.Name == "can" ? ConfigValue.Boolean(false) : throw new HclEvaluationException("every argument of `try` failed", call.Span);
    }
}
