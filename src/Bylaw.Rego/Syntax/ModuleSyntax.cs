using System.Collections.Immutable;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Names the version of the language that a module is written in.</summary>
public enum RegoVersion
{
    /// <summary>Rego before OPA 1.0: <c>if</c> and <c>contains</c> only by import.</summary>
    V0,

    /// <summary>Rego since OPA 1.0.</summary>
    V1,
}

/// <summary>One module: package, imports, rules, and the comments between them.</summary>
public sealed class ModuleSyntax : SyntaxNode
{
    /// <summary>Makes a module.</summary>
    /// <param name="source">The text that was parsed.</param>
    /// <param name="version">The version that the module turned out to be written in (v0 text with <c>import rego.v1</c> is <see cref="RegoVersion.V1"/>).</param>
    /// <param name="package">The package declaration.</param>
    /// <param name="imports">The imports in order.</param>
    /// <param name="rules">The rules in order.</param>
    /// <param name="comments">All comments in order.</param>
    /// <param name="annotations">The metadata blocks in order of their place.</param>
    public ModuleSyntax(
        SourceText source,
        RegoVersion version,
        PackageSyntax package,
        ImmutableArray<ImportSyntax> imports,
        ImmutableArray<RuleSyntax> rules,
        ImmutableArray<CommentSyntax> comments,
        ImmutableArray<AnnotationSyntax> annotations)
        : base(new TextSpan(0, source.Text.Length))
    {
        Source = source;
        Version = version;
        Package = package;
        Imports = imports;
        Rules = rules;
        Comments = comments;
        Annotations = annotations;
    }

    /// <summary>Gets how deep the tree is, at most.</summary>
    internal int Depth { get; init; }

    /// <summary>Gets the text that was parsed.</summary>
    public SourceText Source { get; }

    /// <summary>Gets the version that the module is written in.</summary>
    public RegoVersion Version { get; }

    /// <summary>Gets the package declaration.</summary>
    public PackageSyntax Package { get; }

    /// <summary>Gets the imports in order.</summary>
    public ImmutableArray<ImportSyntax> Imports { get; }

    /// <summary>Gets the rules in order; a v0 rule with chained bodies is one rule with several bodies.</summary>
    public ImmutableArray<RuleSyntax> Rules { get; }

    /// <summary>Gets all comments in order.</summary>
    public ImmutableArray<CommentSyntax> Comments { get; }

    /// <summary>Gets the metadata blocks in order of their place.</summary>
    public ImmutableArray<AnnotationSyntax> Annotations { get; }
}

/// <summary>A package declaration.</summary>
/// <param name="span">The place of the declaration.</param>
/// <param name="path">The path below <c>data</c>, one entry a step.</param>
/// <param name="reference">The name as written: a <see cref="VarTerm"/> or a <see cref="RefTerm"/>.</param>
public sealed class PackageSyntax(TextSpan span, ImmutableArray<string> path, TermSyntax reference) : SyntaxNode(span)
{
    /// <summary>Gets the path below <c>data</c>: <c>["a", "b"]</c> for <c>package a.b</c>.</summary>
    public ImmutableArray<string> Path { get; } = path;

    /// <summary>Gets the name as written.</summary>
    public TermSyntax Reference { get; } = reference;
}

/// <summary>An import.</summary>
/// <param name="span">The place of the import.</param>
/// <param name="reference">What is imported: a variable or a reference.</param>
/// <param name="alias">The name after <c>as</c>; null when there is none.</param>
public sealed class ImportSyntax(TextSpan span, TermSyntax reference, VarTerm? alias) : SyntaxNode(span)
{
    /// <summary>Gets what is imported: a <see cref="VarTerm"/> or a <see cref="RefTerm"/> with string operands.</summary>
    public TermSyntax Reference { get; } = reference;

    /// <summary>Gets the name after <c>as</c>; null when there is none.</summary>
    public VarTerm? Alias { get; } = alias;
}

/// <summary>A comment: from its <c>#</c> to the end of its line.</summary>
/// <param name="span">The place of the comment, <c>#</c> included, line break excluded.</param>
/// <param name="text">The text after <c>#</c>.</param>
public sealed class CommentSyntax(TextSpan span, string text) : SyntaxNode(span)
{
    /// <summary>Gets the text after <c>#</c>, its leading space included.</summary>
    public string Text { get; } = text;
}

/// <summary>A metadata block: the comments that follow <c># METADATA</c>, and what they are attached to.</summary>
/// <param name="span">From the first to the last comment of the block.</param>
/// <param name="yaml">The block's YAML text without the comment signs and without the METADATA line.</param>
/// <param name="target">The package, import or rule that follows the block; null when nothing follows.</param>
public sealed class AnnotationSyntax(TextSpan span, string yaml, SyntaxNode? target) : SyntaxNode(span)
{
    /// <summary>Gets the YAML text.</summary>
    public string Yaml { get; } = yaml;

    /// <summary>Gets what the block is attached to; null when nothing follows.</summary>
    public SyntaxNode? Target { get; } = target;
}
