using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Types;

namespace Bylaw.Rego.Planning;

/// <summary>What evaluating a group of rules yields.</summary>
internal enum RuleKind
{
    /// <summary>One value.</summary>
    Complete,

    /// <summary>A set of what the rules contribute.</summary>
    PartialSet,

    /// <summary>An object whose keys the rules contribute; leaves may be values or sets.</summary>
    PartialObject,

    /// <summary>One value for given arguments.</summary>
    Function,
}

/// <summary>All rules that define one virtual document or one function. Not changed any more once its types are known: plans share it.</summary>
internal sealed class RuleGroup(int id, string[] path, RuleKind kind)
{
    private static readonly List<RulePlan> _none = [];

    private RuleGroup? _before;
    private int _sameRules;
    private int _sameDefaults;
    private (RegoType? Type, RegoType[] Parameters) _known = (null, []);

    /// <summary>Gets the number of the group in its policies, from 0.</summary>
    public int Id { get; } = id;

    /// <summary>Gets the path below <c>data</c>.</summary>
    public string[] Path { get; } = path;

    public RuleKind Kind { get; } = kind;

    /// <summary>Gets the rules in the order in which they were written.</summary>
    public List<RulePlan> Rules { get; private set; } = _none;

    /// <summary>Gets the default rules; one at most without a suffix.</summary>
    public List<RulePlan> Defaults { get; private set; } = _none;

    /// <summary>Gets the number of parameters; -1 for no function.</summary>
    public int Arity { get; init; } = -1;

    /// <summary>Gets the type of the document, or of the function's result; null before it is checked.</summary>
    public RegoType? Type { get; private set; }

    /// <summary>Gets the types of a function's parameters; empty before it is checked.</summary>
    public RegoType[] ParameterTypes { get; private set; } = [];

    /// <summary>Gets what was found while it was checked.</summary>
    public Diagnostic[] Faults { get; private set; } = [];

    /// <summary>Gets or sets the numbers of the groups that it refers to, in order and each once; null before they are looked up.</summary>
    public int[]? Uses { get; set; }

    /// <summary>Gets or sets whether a default rule was met while grouping.</summary>
    public bool HasDefault { get; set; }

    public string Name => "data." + string.Join('.', Path);

    /// <summary>Makes what takes the place of a group of another plan: of the same path, kind and arity.</summary>
    public static RuleGroup After(RuleGroup before) =>
        new(before.Id, before.Path, before.Kind) { Arity = before.Arity, _before = before, _known = before.Type is null ? before._known : (before.Type, before.ParameterTypes) };

    /// <summary>Adds a rule.</summary>
    public void Add(RulePlan rule, bool isDefault)
    {
        if (_before is { } before)
        {
            var (rules, same) = isDefault ? (before.Defaults, _sameDefaults) : (before.Rules, _sameRules);
            if (same < rules.Count && ReferenceEquals(rules[same], rule))
            {
                (_sameRules, _sameDefaults) = isDefault ? (_sameRules, same + 1) : (same + 1, _sameDefaults);
                return;
            }
            Part();
        }
        if (isDefault)
        {
            (Defaults = ReferenceEquals(Defaults, _none) ? [] : Defaults).Add(rule);
        }
        else
        {
            (Rules = ReferenceEquals(Rules, _none) ? new List<RulePlan>(1) : Rules).Add(rule);
        }
    }

    /// <summary>Ends the adding of rules.</summary>
    /// <param name="changed">The paths at which other documents and functions are defined than before.</param>
    /// <returns>The group; that of the plan before when its rules are the very same and lead to the same groups.</returns>
    public RuleGroup Settle(List<string[]> changed)
    {
        if (_before is not { } before)
        {
            return this;
        }
        var isSame = _sameRules == before.Rules.Count && _sameDefaults == before.Defaults.Count;
        if (isSame && (changed.Count == 0 || !MayLeadTo(before.Rules, changed) && !MayLeadTo(before.Defaults, changed)))
        {
            return before;
        }
        Part();
        return this;
    }

    /// <summary>Makes a group of the same rules whose types are to be worked out again.</summary>
    public RuleGroup Reopened()
    {
        var group = After(this);
        (group._before, group.Rules, group.Defaults, group.HasDefault, group.Uses) = (null, Rules, Defaults, HasDefault, Uses);
        return group;
    }

    /// <summary>Sets what was found out of the types.</summary>
    /// <returns>Whether they are others than when the group, or the one before it, was last checked.</returns>
    public bool SetTypes(RegoType type, RegoType[] parameters, Diagnostic[] faults)
    {
        (Type, ParameterTypes, Faults) = (type, parameters, faults);
        if (_known.Type is null || !_known.Type.Equals(type) || !_known.Parameters.SequenceEqual(parameters))
        {
            return true;
        }
        (Type, ParameterTypes) = (_known.Type, _known.Parameters);
        return false;
    }

    public override string ToString() => Name;

    private static bool MayLeadTo(List<RulePlan> rules, List<string[]> paths)
    {
        foreach (var rule in rules)
        {
            foreach (var use in rule.Uses)
            {
                if (paths.Exists(use.MayLeadTo))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Takes over the rules that were found to be the same; from here on the group is one of its own.</summary>
    private void Part()
    {
        var before = _before!;
        _before = null;
        Rules = _sameRules == 0 ? _none : before.Rules[.._sameRules];
        Defaults = _sameDefaults == 0 ? _none : before.Defaults[.._sameDefaults];
    }
}
