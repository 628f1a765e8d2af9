using Bylaw.Rego.Builtins;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Says which parts of input and data are not known, and what depends on them.</summary>
internal sealed class UnknownSet
{
    private readonly List<RegoValue[]> _input = [];
    private readonly List<RegoValue[]> _data = [];
    private readonly Dictionary<RuleGroup, bool> _groups = [];
    private readonly RuleTreeNode _root;

    /// <summary>Reads paths such as <c>input.row</c> or <c>data["a b"].c</c>.</summary>
    /// <exception cref="ArgumentException">One is no path below <c>input</c> or <c>data</c>.</exception>
    public UnknownSet(IReadOnlyList<string> paths, RuleTreeNode root, Func<string, (string Root, RegoValue[] Keys)?> read)
    {
        _root = root;
        foreach (var path in paths)
        {
            var (name, keys) = read(path) is { Root: "input" or "data" } found
                ? found
                : throw new ArgumentException($"`{path}` is no path below input or data", nameof(paths));
            (name == "input" ? _input : _data).Add(keys);
        }
    }

    private UnknownSet(RuleTreeNode root) => _root = root;

    /// <summary>Returns what is unknown where a part of input or data is replaced.</summary>
    /// <param name="isInput">Whether it is a part of the input.</param>
    /// <param name="path">The part.</param>
    /// <param name="isUnknown">Whether what takes its place is unknown too.</param>
    public UnknownSet Replace(bool isInput, RegoValue[] path, bool isUnknown)
    {
        var copy = new UnknownSet(_root);
        copy._input.AddRange(_input);
        copy._data.AddRange(_data);
        var paths = isInput ? copy._input : copy._data;
        paths.RemoveAll(p => p.AsSpan().StartsWith(path));
        if (isUnknown)
        {
            paths.Add(path);
        }
        return copy;
    }

    /// <summary>How a path stands to what is unknown.</summary>
    public enum Standing
    {
        /// <summary>Nothing of it is unknown.</summary>
        Known,

        /// <summary>Something below it is unknown.</summary>
        Around,

        /// <summary>It is unknown.</summary>
        Unknown,
    }

    /// <summary>Says how a path of operands stands; a computed step may lead anywhere.</summary>
    public Standing Of(bool isInput, ReadOnlySpan<PlanTerm> operands)
    {
        var result = Standing.Known;
        foreach (var unknown in isInput ? _input : _data)
        {
            var standing = Compare(unknown, operands);
            result = standing > result ? standing : result;
        }
        return result;
    }

    /// <summary>Tells whether the value of a term depends on something unknown, its variables left aside.</summary>
    public bool DependsOn(PlanTerm term)
    {
        switch (term)
        {
            case InputTerm:
                return _input.Count > 0;
            case DataTerm:
                return DataDepends([]);
            case ReferenceTerm { Head: InputTerm } reference:
                return Of(true, reference.Operands) != Standing.Known || Array.Exists(reference.Operands, DependsOn);
            case ReferenceTerm { Head: DataTerm } reference:
                return DataDepends(reference.Operands) || Array.Exists(reference.Operands, DependsOn);
            case ReferenceTerm reference:
                return DependsOn(reference.Head) || Array.Exists(reference.Operands, DependsOn);
            case ArrayPlanTerm array:
                return Array.Exists(array.Items, DependsOn);
            case SetPlanTerm set:
                return Array.Exists(set.Items, DependsOn);
            case ObjectPlanTerm obj:
                return Array.Exists(obj.Items, i => DependsOn(i.Key) || DependsOn(i.Value));
            case BuiltinCallTerm call:
                return call.Function.Effect != BuiltinEffect.Pure || Array.Exists(call.Arguments, DependsOn);
            case RuleCallTerm call:
                return DependsOn(_root.FunctionOf(call.Function)) || Array.Exists(call.Arguments, DependsOn);
            case OutputCallTerm call:
                return DependsOn(call.Call) || DependsOn(call.Output);
            case TemplateTerm template:
                return Array.Exists(template.Parts, DependsOn);
            case ComprehensionTerm comprehension:
                return DependsOn(comprehension.Body) || DependsOn(comprehension.Value) || (comprehension.Key is not null && DependsOn(comprehension.Key));
            default:
                return false;
        }
    }

    /// <summary>Tells whether a body depends on something unknown.</summary>
    public bool DependsOn(BodyPlan body) => body.Literals.Exists(DependsOn);

    /// <summary>Tells whether a literal depends on something unknown.</summary>
    public bool DependsOn(PlanLiteral literal)
    {
        foreach (var modifier in literal.Modifiers)
        {
            if ((modifier.Replacing is { } value && DependsOn(value)) || modifier is FunctionModifier { Replacement: FunctionName function } && DependsOn(_root.FunctionOf(function)))
            {
                return true;
            }
        }
        return literal switch
        {
            TermLiteral term => DependsOn(term.Term),
            UnifyLiteral unify => DependsOn(unify.Left) || DependsOn(unify.Right),
            NotLiteral not => DependsOn(not.Body),
            EveryLiteral every => DependsOn(every.Domain) || DependsOn(every.Body),
            LogicalLiteral logical => DependsOn(logical.Left) || DependsOn(logical.Right),
            PrintLiteral print => Array.Exists(print.Arguments, DependsOn),
            _ => false,
        };
    }

    /// <summary>Tells whether a document or function depends on something unknown.</summary>
    public bool DependsOn(RuleGroup group)
    {
        if (!_groups.TryGetValue(group, out var answer))
        {
            // Rules do not call themselves, but a computed step seems to lead everywhere, back here too: what is asked for on the way may depend.
            _groups[group] = true;
            answer = group.Rules.Concat(group.Defaults).Any(r =>
                Array.Exists(r.Suffix, DependsOn) || Array.Exists(r.Parameters, DependsOn) || r.Branches.Exists(b => DependsOn(b.Body) || DependsOn(b.Value)));
            _groups[group] = answer;
        }
        return answer;
    }

    private bool DataDepends(ReadOnlySpan<PlanTerm> operands)
    {
        if (Of(false, operands) != Standing.Known)
        {
            return true;
        }
        var node = _root;
        foreach (var operand in operands)
        {
            if (node.Group is { } group)
            {
                return DependsOn(group);
            }
            if (operand is not ConstantTerm { Value: var key })
            {
                break;
            }
            if (!key.TryGetString(out var name) || !node.Children.TryGetValue(name, out node))
            {
                return false;
            }
        }
        return node.GroupsBelow().Any(g => g.Kind != RuleKind.Function && DependsOn(g));
    }

    private static Standing Compare(RegoValue[] unknown, ReadOnlySpan<PlanTerm> operands)
    {
        for (var i = 0; i < unknown.Length; i++)
        {
            if (i == operands.Length)
            {
                return Standing.Around;
            }
            if (operands[i] is not ConstantTerm { Value: var key })
            {
                return Standing.Around;
            }
            if (key != unknown[i])
            {
                return Standing.Known;
            }
        }
        return Standing.Unknown;
    }
}
