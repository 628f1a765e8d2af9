using System.Diagnostics.CodeAnalysis;
using Bylaw.Rego.Builtins.Regexes;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>A regular expression of a schema, in RE2's syntax. Matching takes time linear in the text.</summary>
internal sealed class SchemaPattern
{
    private readonly GoRegex _regex;

    private SchemaPattern(string text, GoRegex regex)
    {
        Text = text;
        _regex = regex;
    }

    internal string Text { get; }

    internal bool IsMatch(string text, BuiltinContext context) => _regex.IsMatch(text, context);

    /// <summary>Compiles an expression; false when RE2 does not know it.</summary>
    internal static bool TryCompile(string text, [NotNullWhen(true)] out SchemaPattern? pattern)
    {
        try
        {
            pattern = new SchemaPattern(text, GoRegex.Compile(text));
            return true;
        }
        catch (RegexSyntaxException)
        {
            pattern = null;
            return false;
        }
    }
}
