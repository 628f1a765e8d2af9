using System.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Writes the JSON form of a tree as an outline for people: one node a line, one blank deeper for each level.</summary>
internal static class AstOutline
{
    public static string Write(RegoValue module)
    {
        var output = new StringBuilder("module\n");
        Line(output, 1, "package");
        Terms(output, 2, module.Get("package").Get("path"), "ref");
        foreach (var import in Items(module.Get("imports")))
        {
            Line(output, 1, import.Get("alias").TryGetString(out var alias) ? $"import as {alias}" : "import");
            Term(output, 2, import.Get("path"));
        }
        foreach (var rule in Items(module.Get("rules")))
        {
            Rule(output, 1, rule, rule.Get("default").IsTrue ? "default rule" : "rule");
        }
        return output.ToString();
    }

    private static void Rule(StringBuilder output, int depth, RegoValue rule, string name)
    {
        Line(output, depth, name);
        var head = rule.Get("head");
        Line(output, depth + 1, "head");
        Terms(output, depth + 2, head.Get("ref"), "ref");
        Terms(output, depth + 2, head.Get("args"), "args");
        Optional(output, depth + 2, head.Get("key"), "key");
        Optional(output, depth + 2, head.Get("value"), "value");
        Body(output, depth + 1, rule.Get("body"), "body");
        if (rule.Get("else") is { IsDefined: true } branch)
        {
            Rule(output, depth + 1, branch, "else");
        }
    }

    private static void Body(StringBuilder output, int depth, RegoValue body, string name)
    {
        Line(output, depth, name);
        foreach (var expression in Items(body))
        {
            Expression(output, depth + 1, expression);
        }
    }

    private static void Expression(StringBuilder output, int depth, RegoValue expression)
    {
        Line(output, depth, $"expr index={expression.Get("index").ToJson()}{(expression.Get("negated").IsTrue ? " negated" : "")}");
        var terms = expression.Get("terms");
        if (terms.TryGetArray(out _) || terms.Get("type").TryGetString(out var type) && type is not ("and" or "or"))
        {
            foreach (var term in terms.TryGetArray(out _) ? Items(terms) : [terms])
            {
                Term(output, depth + 1, term);
            }
        }
        else
        {
            Fields(output, depth + 1, terms);
        }
        foreach (var modifier in Items(expression.Get("with")))
        {
            Line(output, depth + 1, "with");
            Term(output, depth + 2, modifier.Get("target"));
            Term(output, depth + 2, modifier.Get("value"));
        }
    }

    private static void Fields(StringBuilder output, int depth, RegoValue node)
    {
        foreach (var name in (string[])["type", "symbols", "key", "value", "domain", "lhs", "rhs", "term", "body", "parts"])
        {
            var field = node.Get(name);
            if (field.TryGetString(out var word))
            {
                Line(output, depth, word);
            }
            else if (name is "body" or "lhs" or "rhs" && field.IsDefined)
            {
                Body(output, depth, field, name);
            }
            else if (field.TryGetArray(out _))
            {
                Line(output, depth, name);
                foreach (var item in Items(field))
                {
                    if (item.Get("terms").IsDefined)
                    {
                        Expression(output, depth + 1, item);
                    }
                    else
                    {
                        Term(output, depth + 1, item);
                    }
                }
            }
            else
            {
                Optional(output, depth, field, name);
            }
        }
    }

    private static void Term(StringBuilder output, int depth, RegoValue term)
    {
        var type = term.Get("type").AsString();
        var value = term.Get("value");
        switch (type)
        {
            case "null":
                Line(output, depth, "null");
                break;
            case "var":
                Line(output, depth, value.AsString());
                break;
            case "boolean" or "number" or "string":
                Line(output, depth, value.ToJson());
                break;
            case "object":
                Line(output, depth, type);
                foreach (var pair in Items(value))
                {
                    Terms(output, depth + 1, pair, "item");
                }
                break;
            case "ref" or "array" or "set" or "call":
                Terms(output, depth, value, type);
                break;
            default:
                Line(output, depth, type);
                Fields(output, depth + 1, value);
                break;
        }
    }

    private static void Terms(StringBuilder output, int depth, RegoValue terms, string name)
    {
        if (!terms.IsDefined)
        {
            return;
        }
        Line(output, depth, name);
        foreach (var term in Items(terms))
        {
            Term(output, depth + 1, term);
        }
    }

    private static void Optional(StringBuilder output, int depth, RegoValue term, string name)
    {
        if (term.IsDefined && term.Kind == ValueKind.Object)
        {
            Line(output, depth, name);
            Term(output, depth + 1, term);
        }
    }

    private static RegoValue[] Items(RegoValue list) => list.TryGetArray(out var items) ? items.AsSpan().ToArray() : [];

    private static void Line(StringBuilder output, int depth, string text) => output.Append(' ', depth).Append(text).Append('\n');
}
