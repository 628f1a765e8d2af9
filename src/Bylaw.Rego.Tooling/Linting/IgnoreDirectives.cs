using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Linting;

/// <summary>The comments of a module that silence rules: <c># bylaw ignore: a, b</c>, and <c># regal ignore:a</c> for those who come from there.</summary>
internal sealed class IgnoreDirectives
{
    private readonly ModuleSyntax _module;
    private readonly Dictionary<int, string[]> _byLine = [];

    public IgnoreDirectives(ModuleSyntax module)
    {
        _module = module;
        foreach (var comment in module.Comments)
        {
            var text = comment.Text.AsSpan().Trim();
            if (!text.StartsWith("bylaw ignore:", StringComparison.Ordinal) && !text.StartsWith("regal ignore:", StringComparison.Ordinal))
            {
                continue;
            }
            var names = text[(text.IndexOf(':') + 1)..].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var line = module.Source.LineAt(comment.Span.Start).Line;
            _byLine[line] = names;
            if (module.Source.LineText(line).TrimStart().StartsWith("#", StringComparison.Ordinal))
            {
                _byLine[line + 1] = names;
            }
        }
    }

    /// <summary>Tells whether a rule is silent at a place.</summary>
    public bool Silences(string rule, int offset) =>
        _byLine.Count > 0
        && _byLine.TryGetValue(_module.Source.LineAt(offset).Line, out var names)
        && (names.Contains(rule) || names.Contains(rule.Split('/')[1]));
}
