using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Symbols;

/// <summary>Names what an occurrence of a name stands for.</summary>
internal enum SymbolKind
{
    /// <summary>A variable of a rule.</summary>
    Variable,

    /// <summary>A parameter of a function.</summary>
    Parameter,

    /// <summary>The name of an import.</summary>
    Import,

    /// <summary>A step of a path below <c>data</c>: a package, a rule, a document.</summary>
    Data,

    /// <summary>A step of a path below <c>input</c>.</summary>
    Input,

    /// <summary>A built-in function.</summary>
    Builtin,
}

/// <summary>A variable or a parameter of one rule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is declared, or used first where nothing declares it.</param>
/// <param name="IsParameter">Whether it is a parameter.</param>
internal sealed record LocalSymbol(string Name, TextSpan Place, bool IsParameter)
{
    /// <summary>Gets or sets the path of what it was made equal to, <c>*</c> for a member of it; default when it is no path.</summary>
    public ImmutableArray<string> Path { get; set; }
}

/// <summary>One place where a name stands.</summary>
/// <param name="Span">The name alone, without dots and quotes.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Path">The path up to this name, its root first, <c>*</c> for a step that is not known; the built-in's name for a built-in; default for a variable.</param>
internal sealed record Occurrence(TextSpan Span, SymbolKind Kind, ImmutableArray<string> Path)
{
    /// <summary>Gets the variable or parameter.</summary>
    public LocalSymbol? Local { get; init; }

    /// <summary>Gets the import that gives the name its meaning.</summary>
    public ImportSyntax? Import { get; init; }

    /// <summary>Gets whether the name is defined here.</summary>
    public bool IsDefinition { get; init; }

    /// <summary>Gets whether it is called here.</summary>
    public bool IsCall { get; init; }

    /// <summary>Gets what tells occurrences of the same thing from others, within the module for variables and imports.</summary>
    public object Key => (object?)Local ?? (Kind == SymbolKind.Import ? Import! : PathKey);

    /// <summary>Gets the path as one word.</summary>
    public string PathKey => KeyOf(Path);

    /// <summary>Returns a path as one word.</summary>
    public static string KeyOf(ImmutableArray<string> path) => path.IsDefault ? "" : string.Join('\u001f', path);
}

/// <summary>What all names of a module stand for, in order of their place.</summary>
/// <param name="All">The occurrences; none overlaps another.</param>
internal sealed record ModuleSymbols(ImmutableArray<Occurrence> All)
{
    /// <summary>Finds the occurrence that holds an offset, or ends there.</summary>
    public Occurrence? At(int offset)
    {
        var (low, high) = (0, All.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = All[middle].Span;
            if (offset < span.Start)
            {
                high = middle - 1;
            }
            else if (offset > span.End || (offset == span.End && middle + 1 < All.Length && All[middle + 1].Span.Start == offset))
            {
                low = middle + 1;
            }
            else
            {
                return All[middle];
            }
        }
        return null;
    }
}
