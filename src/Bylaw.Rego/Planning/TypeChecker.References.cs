using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <content>References.</content>
internal sealed partial class TypeChecker
{
    private RegoType InferData(ReferenceTerm reference)
    {
        if (!_isMocked)
        {
            if (FindOverride(reference.Operands) is { } schema)
            {
                return Follow(schema.Type, reference, schema.Path.Length - 1);
            }
            var node = root;
            for (var i = 0; i < reference.Operands.Length; i++)
            {
                if (reference.Operands[i] is not ConstantTerm { Value: var key }
                    || !key.TryGetString(out var name)
                    || !node.Children.TryGetValue(name, out var child))
                {
                    // A base document, of which nothing is known.
                    return Follow(RegoType.Any, reference, i);
                }
                node = child;
                if (node.Group is { } group)
                {
                    return Follow(group.Type ?? RegoType.Any, reference, i + 1);
                }
            }
            return node.HasDocuments ? RegoType.AnyObject : RegoType.Any;
        }
        return Follow(RegoType.Any, reference, 0);
    }

    /// <summary>Finds the schema with the longest path that leads a reference below data; the nearest of several.</summary>
    private SchemaOverride? FindOverride(PlanTerm[] operands)
    {
        SchemaOverride? best = null;
        foreach (var schema in _schemas)
        {
            if (schema.Path[0] == "data" && schema.Path.Length - 1 <= operands.Length && schema.Path.Length >= (best?.Path.Length ?? 0))
            {
                var i = 1;
                while (i < schema.Path.Length && operands[i - 1] is ConstantTerm { Value: var key } && key.Equals(schema.Path[i]))
                {
                    i++;
                }
                best = i == schema.Path.Length ? schema : best;
            }
        }
        return best;
    }

    /// <summary>Looks the operands of a reference up, from one on.</summary>
    private RegoType Follow(RegoType type, ReferenceTerm reference, int from)
    {
        for (var i = from; i < reference.Operands.Length; i++)
        {
            var below = Step(type, reference.Operands[i]);
            if (below is null)
            {
                ReportUndefined(type, reference, i);
                for (var rest = i + 1; rest < reference.Operands.Length; rest++)
                {
                    Step(RegoType.Any, reference.Operands[rest]);
                }
                return RegoType.Any;
            }
            type = below;
        }
        return type;
    }

    private RegoType? Step(RegoType type, PlanTerm operand)
    {
        if (operand is ConstantTerm { Value: var key })
        {
            return TypeRelations.Select(type, key);
        }
        var keys = TypeRelations.KeysOf(type);
        if (keys is null)
        {
            Match(operand, RegoType.Any);
            // An empty collection has nothing to look up, and that is no fault.
            return TypeRelations.MayBeCollection(type) ? RegoType.Any : null;
        }
        return Match(operand, keys) ? TypeRelations.ValuesOf(type) : null;
    }

    private void ReportUndefined(RegoType type, ReferenceTerm reference, int index)
    {
        var operand = reference.Operands[index];
        // The key that `some x in xs` makes up stands nowhere: the whole of it is shown then.
        var isWritten = operand.Span.Start >= reference.Span.Start && operand.Span.End <= reference.Span.End && operand.Span.Length < reference.Span.Length;
        var shown = isWritten ? Written(reference.Span.Start, operand.Span.End) : _source.Slice(reference.Span).ToString();
        var span = isWritten ? operand.Span : reference.Span;
        string why;
        string? help = null;
        if (!TypeRelations.MayBeCollection(type))
        {
            why = $"nothing can be looked up in {Shown(type)}";
        }
        else if (operand is ConstantTerm { Value: var key } && key.TryGetString(out var name) && TypeRelations.KnownNames(type).ToList() is { Count: > 0 } names)
        {
            why = $"there is no `{name}`";
            var nearest = Spelling.Nearest(name, names);
            help = nearest is not null ? $"did you mean `{nearest}`?"
                : $"there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(10).Select(n => $"`{n}`"))}{(names.Count > 10 ? ", …" : "")}";
        }
        else
        {
            why = operand is ConstantTerm { Value: var constant } && type is ArrayType && constant.IsNumber
                ? $"there is no item {constant} in {Shown(type)}"
                : $"{Shown(Infer(operand))} is no key of {Shown(type)}";
        }
        Report(TypeDiagnostics.UndefinedReference, span, help, shown, why);
    }

    private string Written(int start, int end)
    {
        var text = _source.Slice(TextSpan.FromBounds(start, end)).ToString();
        var line = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var cut ? text[..cut] + "…" : text;
        return end < _source.Text.Length && _source.Text[end] == ']' ? line + "]" : line;
    }
}
