using System.Text;
using System.Text.RegularExpressions;

namespace Bylaw.Rego.Bundles.Signatures;

/// <summary>Patterns of file names.</summary>
internal static class FilePattern
{
    /// <summary>Compiles a pattern: <c>*</c> stands for any part of a name, <c>**</c> for any part of a path, <c>?</c> for one sign.</summary>
    public static Regex Compile(string pattern)
    {
        var regex = new StringBuilder("^");
        var text = pattern.TrimStart('/');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '*' && i + 1 < text.Length && text[i + 1] == '*')
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(text[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }
        return new Regex(regex.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
