using Bylaw.Rego.Builtins;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Says what keywords and operators mean.</summary>
internal static class KeywordText
{
    /// <summary>Gets each keyword with what it does, in a line.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> All { get; } =
    [
        ("package", "names the package that the rules of this module belong to"),
        ("import", "gives a document below `data` or `input` a short name in this module"),
        ("as", "gives an import another name"),
        ("default", "the value of a rule when no other of its name has one"),
        ("if", "what follows must hold for the rule to have its value"),
        ("contains", "adds a member to the set that the rule defines"),
        ("else", "tried when the rule before it does not hold"),
        ("not", "holds when what follows is undefined or false"),
        ("some", "declares variables; with `in` it takes each member of a collection in turn"),
        ("every", "holds when its body holds for each member of a collection"),
        ("in", "whether a value is a member of a collection; behind `some` and `every` what is iterated over"),
        ("with", "replaces input, data or a function while this expression is evaluated"),
        ("true", "the boolean"),
        ("false", "the boolean"),
        ("null", "the value that stands for none"),
    ];

    private static readonly (string Sign, string Builtin)[] _operators =
    [
        ("+", "plus"), ("-", "minus"), ("*", "mul"), ("/", "div"), ("%", "rem"), ("&", "and"), ("|", "or"),
        ("==", "equal"), ("!=", "neq"), ("<", "lt"), ("<=", "lte"), (">", "gt"), (">=", "gte"),
    ];

    /// <summary>Describes a word or a sign; null for one that is neither keyword nor operator.</summary>
    public static string? Describe(string word, BuiltinTable builtins)
    {
        if (All.FirstOrDefault(k => k.Word == word) is { Word: not null } keyword)
        {
            return $"`{word}`: {keyword.Meaning}.";
        }
        return word switch
        {
            ":=" => "`:=`: declares variables of this body, and gives them their values.",
            "=" => "`=`: makes both sides equal, giving values to variables on either.",
            _ => _operators.FirstOrDefault(o => o.Sign == word).Builtin is { } name && builtins.Find(name) is { } builtin ? $"`{word}` ({name}): {builtin.Summary}" : null,
        };
    }
}
