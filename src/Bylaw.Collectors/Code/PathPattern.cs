using System.Text;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Code;

/// <summary>Matches relative paths as ignore files and CODEOWNERS do: <c>*</c> within a part, <c>**</c> over parts, a leading slash for the root.</summary>
public sealed class PathPattern
{
    private readonly Regex _pattern;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">For example <c>docs/**</c>, <c>*.rego</c>, <c>/governance.yaml</c> or <c>packs/</c>.</param>
    public PathPattern(string text)
    {
        Text = text;
        var rooted = text.StartsWith('/') || text.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var pattern = text.Trim('/');
        var built = new StringBuilder(rooted ? "^" : "^(?:.*/)?");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/", StringComparison.Ordinal))
            {
                built.Append("(?:.*/)?");
                i += 2;
            }
            else if (pattern.AsSpan(i).StartsWith("**", StringComparison.Ordinal))
            {
                built.Append(".*");
                i++;
            }
            else
            {
                built.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }
        // A pattern that names a folder covers all that is below it.
        built.Append("(?:/.*)?$");
        _pattern = new Regex(built.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>Gets the pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Tells whether a path matches.</summary>
    /// <param name="path">A relative path with forward slashes.</param>
    /// <returns>Whether it does.</returns>
    public bool Matches(string path) => _pattern.IsMatch(path);
}
