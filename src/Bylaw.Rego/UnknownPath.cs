using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego;

/// <summary>Reads the path of something unknown: <c>input.row</c>, <c>data["a b"][0]</c>.</summary>
internal static class UnknownPath
{
    /// <summary>Reads a path.</summary>
    /// <returns>The root's name and the keys below it; null when the text is no reference with constant keys.</returns>
    public static (string Root, RegoValue[] Keys)? Read(string path)
    {
        var parse = RegoParser.ParseQuery(new SourceText("unknown", path), ParserOptions.Default);
        if (!parse.Succeeded || parse.Body.Literals is not [{ IsNegated: false, Modifiers: [], Expression: TermExpression { Term: var term } }])
        {
            return null;
        }
        return term switch
        {
            VarTerm root => (root.Name, []),
            RefTerm { Head: VarTerm root } reference => Keys(reference) is { } keys ? (root.Name, keys) : null,
            _ => null,
        };
    }

    private static RegoValue[]? Keys(RefTerm reference)
    {
        var keys = new RegoValue[reference.Operands.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            switch (reference.Operands[i].Term)
            {
                case StringTerm text:
                    keys[i] = text.Value;
                    break;
                case NumberTerm number:
                    keys[i] = RegoValue.FromNumberText(number.Text);
                    break;
                default:
                    return null;
            }
        }
        return keys;
    }
}
