using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bylaw.Rego;
using Bylaw.Rego.Values;

namespace Bylaw.ForeignPolicies;

/// <summary>Policies as conftest's users write them: <c>deny</c>, <c>violation</c>, <c>warn</c> and their <c>_name</c> forms, with <c>exception</c>.</summary>
/// <remarks>Immutable; safe to use from many threads.</remarks>
public sealed partial class ForeignPolicySet
{
    private readonly Policies _policies;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<ForeignRule>> _rules;

    /// <summary>Prepares the rules of compiled modules.</summary>
    /// <param name="policies">The modules.</param>
    public ForeignPolicySet(Policies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _policies = policies;
        _rules = policies.RulePaths.Select(p => p.StartsWith("data.", StringComparison.Ordinal) ? p["data.".Length..] : p)
            .Where(p => p.LastIndexOf('.') > 0)
            .Select(p => (Namespace: p[..p.LastIndexOf('.')], Rule: p[(p.LastIndexOf('.') + 1)..]))
            .Where(r => RuleName().IsMatch(r.Rule))
            .GroupBy(r => r.Namespace, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.OrderBy(r => r.Rule, StringComparer.Ordinal).Select(r => Prepare(r.Namespace, r.Rule)).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Gets the namespaces that have rules, in order.</summary>
    public IEnumerable<string> Namespaces => _rules.Keys;

    /// <summary>Judges one input by one namespace.</summary>
    /// <param name="name">The namespace; one without rules gives an empty result.</param>
    /// <param name="input">The input.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">Limits and host.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What its rules found, in the order of rules and messages.</returns>
    /// <exception cref="Rego.Evaluation.EvaluationException">A rule failed to run.</exception>
    /// <exception cref="FormatException">A finding has no message.</exception>
    public ForeignResult Judge(string name, RegoValue input, RegoValue data, EvaluationOptions options, CancellationToken cancellationToken = default)
    {
        var findings = ImmutableArray.CreateBuilder<ForeignFinding>();
        var passed = ImmutableArray.CreateBuilder<string>();
        foreach (var rule in _rules.GetValueOrDefault(name, []))
        {
            if (rule.Exception.EvaluateValue(input, data, options, cancellationToken).IsDefined)
            {
                findings.Add(new ForeignFinding(ForeignLevel.Exception, name, rule.Name, rule.ExceptionText, default, null));
                continue;
            }
            var found = ReadItems(rule.Query.EvaluateValue(input, data, options, cancellationToken)).ToList();
            if (found.Count == 0)
            {
                passed.Add(rule.Name);
                continue;
            }
            var paths = DecisivePaths.Find(rule.Query, input, data, options, found, cancellationToken);
            for (var i = 0; i < found.Count; i++)
            {
                findings.Add(Read(rule, name, found[i], paths[i]));
            }
        }
        return new ForeignResult(name, passed.ToImmutable(), findings.ToImmutable());
    }

    /// <summary>A partial set or a list of messages finds each of its items; anything else found nothing, as conftest has it.</summary>
    internal static IEnumerable<RegoValue> ReadItems(RegoValue value) =>
        value.TryGetSet(out var set) ? set.ToSortedArray() : value.TryGetArray(out var array) ? array.AsSpan().ToArray() : [];

    private static ForeignFinding Read(ForeignRule rule, string name, RegoValue item, InputPath? path)
    {
        var level = rule.Name.StartsWith("warn", StringComparison.Ordinal) ? ForeignLevel.Warning : ForeignLevel.Failure;
        if (item.TryGetString(out var text))
        {
            return new ForeignFinding(level, name, rule.Name, text, default, path);
        }
        if (!item.TryGetObject(out var fields) || !item.Get("msg").TryGetString(out var message))
        {
            throw new FormatException($"data.{name}.{rule.Name} found something without a message: a finding must be a text or an object with `msg`");
        }
        var rest = new List<(RegoValue, RegoValue)>();
        foreach (var (key, value) in fields)
        {
            if (!(key.TryGetString(out var field) && field == "msg"))
            {
                rest.Add((key, value));
            }
        }
        return new ForeignFinding(level, name, rule.Name, message, rest.Count == 0 ? default : RegoValue.From(RegoObject.Create([.. rest])), path);
    }

    private ForeignRule Prepare(string name, string rule)
    {
        var package = "data" + string.Concat(name.Split('.').Select(s => $"[{RegoValue.From(s).ToJson()}]"));
        // Exceptions name a rule by what follows its prefix: `deny_root` by "root", a plain `deny` by "".
        var short_ = rule.Contains('_', StringComparison.Ordinal) ? rule[(rule.IndexOf('_', StringComparison.Ordinal) + 1)..] : "";
        var exception = $"{package}.exception[_][_] == {RegoValue.From(short_).ToJson()}";
        return new ForeignRule(rule, Query($"{package}[{RegoValue.From(rule).ToJson()}]"), Query(exception), $"data.{name}.exception[_][_] == \"{short_}\"");
    }

    private PreparedQuery Query(string text)
    {
        var preparation = _policies.Prepare(text);
        return preparation.Query ?? throw new FormatException(string.Join("; ", preparation.Diagnostics.Select(d => d.ToString())));
    }

    [GeneratedRegex("^(?:deny|violation|warn)(?:_[a-zA-Z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex RuleName();

    private sealed record ForeignRule(string Name, PreparedQuery Query, PreparedQuery Exception, string ExceptionText);
}
