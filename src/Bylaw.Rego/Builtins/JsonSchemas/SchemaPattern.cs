using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>A regular expression of a schema. Matching takes time linear in the text.</summary>
internal sealed class SchemaPattern
{
    private readonly Regex _regex;

    private SchemaPattern(string text, Regex regex)
    {
        Text = text;
        _regex = regex;
    }

    internal string Text { get; }

    internal bool IsMatch(string text) => _regex.IsMatch(text);

    /// <summary>Compiles an expression; false when it is none, or needs what cannot be had in linear time.</summary>
    internal static bool TryCompile(string text, [NotNullWhen(true)] out SchemaPattern? pattern)
    {
        try
        {
            pattern = new SchemaPattern(text, new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            return true;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            pattern = null;
            return false;
        }
    }
}
