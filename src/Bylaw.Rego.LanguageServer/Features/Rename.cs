using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>A name cannot be changed, and why.</summary>
internal sealed class RenameRefusedException(string message) : Exception(message);

/// <summary><c>textDocument/rename</c>: gives a variable, a rule, a package or an import another name, in all modules, or refuses.</summary>
/// <remarks>
/// What the new texts say is bound again before it is answered: each name must mean there what it means now. So a new name that something else
/// has, near or far, is refused, whichever way it would catch or lose a reference.
/// </remarks>
internal static class Rename
{
    /// <summary>Tells what would be renamed at a place.</summary>
    /// <exception cref="RenameRefusedException">Nothing can be.</exception>
    public static PrepareRenameAnswer Prepare(Asked asked, Position place)
    {
        var occurrence = Check(asked, place);
        return new PrepareRenameAnswer(asked.Document.RangeOf(occurrence.Span), asked.Document.Source.Slice(occurrence.Span).ToString());
    }

    /// <summary>Works out the edits.</summary>
    /// <exception cref="RenameRefusedException">The new name is none, or would mean something else somewhere.</exception>
    public static WorkspaceEdit Run(Asked asked, Position place, string newName, CancellationToken cancellationToken)
    {
        var occurrence = Check(asked, place);
        CheckName(asked, occurrence, newName);
        var edits = new Dictionary<RegoDocument, List<(TextSpan Span, string Text)>>(ReferenceEqualityComparer.Instance);
        if (occurrence.Kind == SymbolKind.Import)
        {
            edits[asked.Document] = OfImport(asked, occurrence, newName);
        }
        else
        {
            foreach (var (document, found) in References.Find(asked, occurrence, cancellationToken))
            {
                // An import with a name of its own keeps it; one without follows the name it was imported by.
                if (found.Kind != SymbolKind.Import || found.Import!.Alias is null)
                {
                    if (!edits.TryGetValue(document, out var list))
                    {
                        edits[document] = list = [];
                    }
                    list.Add((found.Span, Written(document, found.Span, newName)));
                }
            }
        }
        RenameCheck.Run(asked, edits, cancellationToken);
        return new WorkspaceEdit(edits.ToDictionary(
            e => e.Key.Uri,
            e => e.Value.OrderBy(x => x.Span.Start).Select(x => new RangeEdit(e.Key.RangeOf(x.Span), x.Text)).ToArray(),
            StringComparer.Ordinal));
    }

    /// <summary>An import is renamed in its module alone: it gets a name of its own when it had none.</summary>
    private static List<(TextSpan Span, string Text)> OfImport(Asked asked, Occurrence occurrence, string newName)
    {
        var import = occurrence.Import!;
        var edits = asked.Symbols.All.Where(o => ReferenceEquals(o.Import, import)).Select(o => (o.Span, newName)).ToList();
        if (import.Alias is null)
        {
            edits.Add((new TextSpan(import.Span.End, 0), " as " + newName));
        }
        return edits;
    }

    private static string Written(RegoDocument document, TextSpan span, string newName) =>
        document.Text[span.Start] is '"' or '`' ? $"\"{newName}\"" : newName;

    private static Occurrence Check(Asked asked, Position place)
    {
        var occurrence = asked.OccurrenceAt(place) ?? throw new RenameRefusedException("there is no name here");
        if (!asked.Document.Parse.Succeeded)
        {
            throw new RenameRefusedException("this file has syntax errors: mend them first");
        }
        switch (occurrence.Kind)
        {
            case SymbolKind.Builtin:
                throw new RenameRefusedException($"`{occurrence.Path[0]}` is a built-in function");
            case SymbolKind.Input:
                throw new RenameRefusedException("what the input's fields are called is decided by who sends it");
            case SymbolKind.Data when occurrence.Path.Length == 1:
                throw new RenameRefusedException("`data` is part of the language");
            case SymbolKind.Data:
                var (rules, length) = asked.Snapshot.NearestRules(occurrence.Path);
                var node = asked.Snapshot.Tree.Find(occurrence.Path);
                if (rules.Count > 0 && length < occurrence.Path.Length)
                {
                    throw new RenameRefusedException($"`{occurrence.Path[^1]}` is a key within the value of `{rules[0].Name}`");
                }
                if (node is null || node.Value.IsDefined)
                {
                    throw new RenameRefusedException($"`{string.Join('.', occurrence.Path)}` is a base document: data files decide what it is called");
                }
                break;
            default:
                break;
        }
        return occurrence;
    }

    private static void CheckName(Asked asked, Occurrence occurrence, string newName)
    {
        var tokens = RegoTokens.Read(new SourceText("name", newName));
        var isName = tokens is [{ Class: RegoTokenClass.Name } only] && only.Span.Length == newName.Length;
        if (!isName || newName == "_")
        {
            throw new RenameRefusedException($"`{newName}` is no name: letters, digits and `_`, not beginning with a digit, and no keyword");
        }
        if (newName is "input" or "data")
        {
            throw new RenameRefusedException($"`{newName}` is part of the language");
        }
        if (occurrence.Local is null && asked.Snapshot.Builtins.Find(newName) is not null)
        {
            throw new RenameRefusedException($"`{newName}` is a built-in function: calls of it would mean the rule");
        }
        if (occurrence.Kind == SymbolKind.Data)
        {
            var path = occurrence.Path[..^1].Add(newName);
            if (asked.Snapshot.Tree.Find(path) is not null)
            {
                throw new RenameRefusedException($"there already is `{string.Join('.', path)}`");
            }
        }
    }
}
