using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Explaining;

/// <summary>Writes an explanation for people and for programs.</summary>
public static class ExplanationText
{
    private const int MaxValueLength = 120;

    /// <summary>Writes an explanation as indented lines: rule, literal that stopped it, values, and their place in the input file.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="output">Where to.</param>
    public static void Write(this Explanation explanation, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(output);
        var written = new HashSet<ExplainedDocument>(ReferenceEqualityComparer.Instance);
        output.WriteLine(explanation.Outcome.IsDefined ? $"the query is {Short(explanation.Outcome)}" : "the query is undefined");
        foreach (var literal in explanation.Literals)
        {
            // A query of one term shows its value, also when that is false: it neither holds nor fails.
            WriteLiteral(output, literal, 1, written, showsVerdict: explanation.Literals.Length > 1 || !literal.Holds);
        }
        if (explanation.IsCut)
        {
            output.WriteLine("(parts are left out: the evaluation was very large)");
        }
    }

    /// <summary>Makes a value of an explanation, for JSON.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>An object: <c>outcome</c>, <c>literals</c>, <c>cut</c>.</returns>
    public static RegoValue ToValue(this Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var root = new ObjectBuilder();
        if (explanation.Outcome.IsDefined)
        {
            root.Set("outcome", explanation.Outcome);
        }
        root.Set("defined", explanation.Outcome.IsDefined);
        var written = new HashSet<ExplainedDocument>(ReferenceEqualityComparer.Instance);
        root.Set("literals", RegoArray.Create([.. explanation.Literals.Select(l => ToValue(l, written))]));
        root.Set("cut", explanation.IsCut);
        return root.Build();
    }

    private static void WriteLiteral(TextWriter output, ExplainedLiteral literal, int depth, HashSet<ExplainedDocument> written, bool showsVerdict = true)
    {
        var ways = literal.Ways > 1 ? $", in {literal.Ways} ways" : "";
        var verdict = !showsVerdict ? "" : literal.Holds ? $"  (holds{ways})" : "  (does not hold)";
        Line(output, depth, $"{literal.Place}  {literal.Text}{verdict}");
        foreach (var seen in literal.Seen)
        {
            var value = seen.Value.IsDefined ? Short(seen.Value) : "undefined";
            var place = seen.Place is not { } p ? "" : seen.Value.IsDefined ? $"   at {p}" : $"   missing at {p}";
            Line(output, depth + 1, $"{seen.Text} = {value}{place}");
        }
        foreach (var inner in literal.Inner)
        {
            WriteLiteral(output, inner, depth + 1, written);
        }
        foreach (var document in literal.Documents)
        {
            WriteDocument(output, document, depth + 1, written);
        }
    }

    private static void WriteDocument(TextWriter output, ExplainedDocument document, int depth, HashSet<ExplainedDocument> written)
    {
        var arguments = document.Arguments.Length == 0 ? "" : $"({string.Join(", ", document.Arguments.Select(Short))})";
        var value = document.Value.IsDefined ? $"is {Short(document.Value)}" : "is undefined";
        Line(output, depth, $"{document.Name}{arguments} {value}");
        if (!written.Add(document))
        {
            return;
        }
        foreach (var rule in document.Rules)
        {
            Line(output, depth + 1, $"{rule.Place}  {rule.Head}: {Word(rule)}");
            foreach (var literal in rule.Literals)
            {
                WriteLiteral(output, literal, depth + 2, written);
            }
            foreach (var asked in rule.Documents)
            {
                WriteDocument(output, asked, depth + 2, written);
            }
        }
        if (document.Rules.Length == 0 && !document.Value.IsDefined)
        {
            Line(output, depth + 1, "no rule can hold");
        }
    }

    private static string Word(ExplainedRule rule) => rule.Outcome switch
    {
        RuleOutcome.Holds => "holds",
        RuleOutcome.Default => "taken, because no rule holds",
        RuleOutcome.NoMatch => "its parameters do not fit",
        RuleOutcome.LeftOut => "stopped by the index",
        _ => rule.Literals is [.., { Holds: false } last] ? $"stopped at line {last.Place.Line}" : "its head has no value",
    };

    private static string Short(RegoValue value) => value.ToShortString(MaxValueLength);

    private static void Line(TextWriter output, int depth, string text) => output.WriteLine(new string(' ', depth * 2) + text);

    private static RegoValue ToValue(ExplainedLiteral literal, HashSet<ExplainedDocument> written)
    {
        var entry = new ObjectBuilder();
        entry.Set("text", literal.Text);
        entry.Set("location", ToValue(literal.Place));
        entry.Set("holds", literal.Holds);
        entry.Set("ways", (long)literal.Ways);
        entry.Set("seen", RegoArray.Create([.. literal.Seen.Select(ToValue)]));
        entry.Set("documents", RegoArray.Create([.. literal.Documents.Select(d => ToValue(d, written))]));
        entry.Set("inner", RegoArray.Create([.. literal.Inner.Select(l => ToValue(l, written))]));
        return entry.Build();
    }

    private static RegoValue ToValue(SeenValue seen)
    {
        var entry = new ObjectBuilder();
        entry.Set("term", seen.Text);
        entry.Set("defined", seen.Value.IsDefined);
        if (seen.Value.IsDefined)
        {
            entry.Set("value", seen.Value);
        }
        if (seen.InputPath is { } path)
        {
            entry.Set("input_path", RegoArray.Create([.. path]));
        }
        if (seen.Place is { } place)
        {
            entry.Set("location", ToValue(place));
        }
        return entry.Build();
    }

    private static RegoValue ToValue(ExplainedDocument document, HashSet<ExplainedDocument> written)
    {
        var entry = new ObjectBuilder();
        entry.Set("name", document.Name);
        if (document.Arguments.Length > 0)
        {
            entry.Set("arguments", RegoArray.Create([.. document.Arguments]));
        }
        entry.Set("defined", document.Value.IsDefined);
        if (document.Value.IsDefined)
        {
            entry.Set("value", document.Value);
        }
        // A document asked for again is explained where it was first met.
        if (written.Add(document))
        {
            entry.Set("rules", RegoArray.Create([.. document.Rules.Select(r => ToValue(r, written))]));
        }
        return entry.Build();
    }

    private static RegoValue ToValue(ExplainedRule rule, HashSet<ExplainedDocument> written) => RegoObject.Create(
        ("head", rule.Head),
        ("location", ToValue(rule.Place)),
        ("outcome", OutcomeName(rule.Outcome)),
        ("literals", RegoArray.Create([.. rule.Literals.Select(l => ToValue(l, written))])),
        ("documents", RegoArray.Create([.. rule.Documents.Select(d => ToValue(d, written))])));

    private static string OutcomeName(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Holds => "holds",
        RuleOutcome.Default => "default",
        RuleOutcome.NoMatch => "no_match",
        RuleOutcome.LeftOut => "left_out",
        _ => "stopped",
    };

    private static RegoValue ToValue(TextPlace place) =>
        RegoObject.Create(("file", place.File), ("row", (long)place.Line), ("col", (long)place.Column));
}
