using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>The names that mean something at a place of a text that may not parse: variables of the rule there, imports, rules of the package.</summary>
internal sealed class NamesInReach
{
    private readonly Asked _asked;
    private readonly Dictionary<string, ImmutableArray<string>> _locals = new(StringComparer.Ordinal);

    public NamesInReach(Asked asked, int offset)
    {
        _asked = asked;
        var (first, last) = Region(asked.Document, offset);
        ReadTokens(first, last, offset);
        var tokens = asked.Document.Tokens;
        var span = first < last ? TextSpan.FromBounds(tokens[first].Span.Start, tokens[last - 1].Span.End) : default;
        foreach (var occurrence in asked.Symbols.All.Where(o => o.Local is not null && o.Span.Start >= span.Start && o.Span.End <= span.End && o.Span.End != offset))
        {
            _locals[occurrence.Local!.Name] = occurrence.Local.Path;
        }
    }

    /// <summary>Gets the variables and parameters of the rule.</summary>
    public IEnumerable<string> Locals => _locals.Keys;

    /// <summary>Gets the imports by their name here.</summary>
    public IEnumerable<(string Name, ImmutableArray<string> Path)> Imports => _asked.Document.Module.Imports.Select(ImportPath).Where(i => i.Path.Length > 0);

    /// <summary>Finds the path that a written name stands for; default when it stands for none.</summary>
    public ImmutableArray<string> Resolve(ImmutableArray<string> steps)
    {
        var head = steps[0];
        if (_locals.TryGetValue(head, out var local))
        {
            return local.IsDefault ? default : [.. local, .. steps[1..]];
        }
        if (Imports.FirstOrDefault(i => i.Name == head) is { Path: { IsDefault: false } path })
        {
            return [.. path, .. steps[1..]];
        }
        return head is "input" or "data" ? steps
            : _asked.Snapshot.NamesFor(_asked.Document).Rules.Contains(head) ? ["data", .. _asked.Document.Module.Package.Path, .. steps]
            : default;
    }

    /// <summary>Reads what an import means, and by which name.</summary>
    public static (string Name, ImmutableArray<string> Path) ImportPath(ImportSyntax import)
    {
        ImmutableArray<string> path = import.Reference switch
        {
            VarTerm { Name: "input" or "data" } root => [root.Name],
            RefTerm { Head: VarTerm { Name: "input" or "data" } root } reference when reference.Operands.All(o => o.Term is StringTerm) =>
                [root.Name, .. reference.Operands.Select(o => ((StringTerm)o.Term).Value)],
            _ => [],
        };
        return (import.Alias?.Name ?? (path.IsEmpty ? "" : path[^1]), path);
    }

    /// <summary>Finds the tokens of the rule at a place: from the nearest word at the beginning of a line up to the next one.</summary>
    private static (int First, int Last) Region(RegoDocument document, int offset)
    {
        var (first, last) = (0, document.Tokens.Length);
        for (var i = 0; i < document.Tokens.Length; i++)
        {
            var token = document.Tokens[i];
            if (token.Class is not (RegoTokenClass.Name or RegoTokenClass.Keyword) || (token.Span.Start > 0 && document.Text[token.Span.Start - 1] is not '\n'))
            {
                continue;
            }
            if (token.Span.Start <= offset)
            {
                first = i;
            }
            else
            {
                last = i;
                break;
            }
        }
        return (first, last);
    }

    private void ReadTokens(int first, int last, int offset)
    {
        var document = _asked.Document;
        var tokens = document.Tokens;
        for (var i = first; i < last; i++)
        {
            var word = WrittenChain.TextOf(document, tokens[i]);
            if (tokens[i].Class == RegoTokenClass.Name && i + 1 < last && WrittenChain.TextOf(document, tokens[i + 1]) == ":=" && i > first && !WrittenChain.Is(document, tokens[i - 1], '.'))
            {
                Add(word, i, offset, WrittenChain.From(document, i + 2), isMember: false);
            }
            else if (word is "some" or "every" && tokens[i].Class == RegoTokenClass.Keyword)
            {
                ReadDeclared(i + 1, last, offset);
            }
            else if (i == first + 1 && WrittenChain.Is(document, tokens[i], '('))
            {
                for (var p = i + 1; p < last && !WrittenChain.Is(document, tokens[p], ')'); p++)
                {
                    if (tokens[p].Class == RegoTokenClass.Name)
                    {
                        Add(WrittenChain.TextOf(document, tokens[p]), p, offset, [], isMember: false);
                    }
                }
            }
        }
    }

    private void ReadDeclared(int index, int last, int offset)
    {
        var document = _asked.Document;
        var declared = new List<int>();
        for (; index < last && (document.Tokens[index].Class == RegoTokenClass.Name || WrittenChain.Is(document, document.Tokens[index], ',')); index++)
        {
            if (document.Tokens[index].Class == RegoTokenClass.Name)
            {
                declared.Add(index);
            }
        }
        var isIteration = index < last && WrittenChain.TextOf(document, document.Tokens[index]) == "in";
        foreach (var at in declared)
        {
            var path = isIteration && at == declared[^1] ? WrittenChain.From(document, index + 1) : [];
            Add(WrittenChain.TextOf(document, document.Tokens[at]), at, offset, path, isMember: true);
        }
    }

    private void Add(string name, int index, int offset, ImmutableArray<string> steps, bool isMember)
    {
        if (name != "_" && _asked.Document.Tokens[index].Span.End != offset)
        {
            var path = steps.IsEmpty || steps[0] == name ? default : Resolve(steps);
            _locals[name] = path.IsDefault ? default : isMember ? path.Add("*") : path;
        }
    }
}
