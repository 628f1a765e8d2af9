using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <summary>
/// Rules as they were lowered and ordered, kept from one compilation to the next. A rule is taken again when its syntax is the very same,
/// it rests on nothing that another module says, and all modules define the same documents and functions as before: then every name in it
/// means what it meant.
/// </summary>
internal sealed class KeptRules
{
    private Dictionary<RuleSyntax, List<RulePlan>> _rules = new(ReferenceEqualityComparer.Instance);
    private (string[] Path, RuleKind Kind, int Arity)[] _groups = [];
    private Dictionary<string, HashSet<string>> _names = [];

    /// <summary>Gets how many rules were taken again in the last compilation.</summary>
    public int TakenCount { get; private set; }

    /// <summary>Returns what was kept when it still holds.</summary>
    /// <param name="groups">The documents and functions of all modules now.</param>
    /// <param name="names">The names of the rules of each package now.</param>
    /// <returns>The rules by their syntax; null when names may mean something else.</returns>
    public IReadOnlyDictionary<RuleSyntax, List<RulePlan>>? Find(List<RuleGroup> groups, Dictionary<string, HashSet<string>> names)
    {
        TakenCount = 0;
        if (_rules.Count == 0 || groups.Count != _groups.Length || names.Count != _names.Count)
        {
            return null;
        }
        for (var i = 0; i < _groups.Length; i++)
        {
            if (groups[i].Kind != _groups[i].Kind || groups[i].Arity != _groups[i].Arity || !groups[i].Path.AsSpan().SequenceEqual(_groups[i].Path))
            {
                return null;
            }
        }
        foreach (var (package, now) in names)
        {
            if (!_names.TryGetValue(package, out var before) || !now.SetEquals(before))
            {
                return null;
            }
        }
        return _rules;
    }

    /// <summary>Keeps rules in place of those of the last compilation.</summary>
    public void Keep(Dictionary<RuleSyntax, List<RulePlan>> rules, int taken, List<RuleGroup> groups, Dictionary<string, HashSet<string>> names)
    {
        (_rules, _names, TakenCount) = (rules, names, taken);
        _groups = [.. groups.Select(g => (g.Path, g.Kind, g.Arity))];
    }
}
