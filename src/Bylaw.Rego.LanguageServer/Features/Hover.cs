using System.Collections.Immutable;
using System.Text;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/hover</c>: what stands at a place.</summary>
internal static class Hover
{
    public static HoverAnswer? Run(Asked asked, Position place)
    {
        var offset = asked.Document.Lines.OffsetOf(place);
        if (asked.Symbols.At(offset) is { } occurrence)
        {
            return Describe(asked, occurrence) is { Length: > 0 } text
                ? new HoverAnswer(new MarkupContent(text), asked.Document.RangeOf(occurrence.Span))
                : null;
        }
        return asked.Document.TokenAt(offset) is { Class: RegoTokenClass.Operator or RegoTokenClass.Keyword } token
            && KeywordText.Describe(asked.Document.Source.Slice(token.Span).ToString(), asked.Snapshot.Builtins) is { } said
            ? new HoverAnswer(new MarkupContent(said), asked.Document.RangeOf(token.Span))
            : null;
    }

    private static string? Describe(Asked asked, Occurrence occurrence)
    {
        switch (occurrence.Kind)
        {
            case SymbolKind.Builtin:
                var builtin = asked.Snapshot.Builtins.Find(occurrence.Path[0])!;
                return Code(BuiltinText.Signature(builtin)) + "\n" + BuiltinText.Describe(builtin, asked.Server.Options.DocumentationBase);
            case SymbolKind.Variable or SymbolKind.Parameter:
                return DescribeLocal(asked, occurrence.Local!);
            case SymbolKind.Input:
                return DescribeInput(asked, occurrence);
            case SymbolKind.Import when occurrence.Path[0] == "input":
                return DescribeInput(asked, occurrence);
            default:
                return DescribePath(asked, occurrence.Path);
        }
    }

    private static string DescribeLocal(Asked asked, LocalSymbol local)
    {
        var type = TypeOf(asked, local);
        var text = Code($"{local.Name}{(type.Length > 0 ? ": " + type : "")}") + (local.IsParameter ? "\nparameter" : "\nvariable of this rule");
        if (!local.Path.IsDefault)
        {
            text += $", from `{Written(local.Path)}`";
            if (local.Path[0] == "input" && asked.Server.Input.Find(asked.Document, asked.Snapshot, local.Place.Start, local.Path) is { } field)
            {
                text += "\n\n" + Explain(field);
            }
        }
        return text;
    }

    private static string TypeOf(Asked asked, LocalSymbol local)
    {
        if (asked.Server.Analyzer.LastGood(asked.Snapshot.Root) is { Compilation.Policies: { } policies } analysis
            && analysis.Sources.TryGetValue(asked.Document.Path, out var source) && source.Text == asked.Document.Text)
        {
            return policies.VariablesIn(source).FirstOrDefault(v => v.Name == local.Name && v.Place == local.Place)?.Type.ToString() ?? "";
        }
        return "";
    }

    private static string DescribeInput(Asked asked, Occurrence occurrence)
    {
        var field = asked.Server.Input.Find(asked.Document, asked.Snapshot, occurrence.Span.Start, occurrence.Path);
        var text = Code($"{Written(occurrence.Path)}{(field is { Type.Length: > 0 } ? ": " + field.Type : "")}");
        return field is not null ? text + "\n" + Explain(field) : occurrence.Path is ["input"] ? text + "\nThe document that is judged." : text;
    }

    private static string Explain(Field field) =>
        field.Description + (field.Allowed.IsEmpty ? "" : $"\n\nOne of {string.Join(", ", field.Allowed.Select(a => $"`{a}`"))}.");

    private static string? DescribePath(Asked asked, ImmutableArray<string> path)
    {
        var (rules, length) = asked.Snapshot.NearestRules(path);
        if (rules.Count > 0)
        {
            return DescribeRule(asked, rules, path[..length], path[length..]);
        }
        var node = asked.Snapshot.Tree.Find(path);
        if (node is { IsPackage: true })
        {
            var text = new StringBuilder(Code("package " + string.Join('.', path.Skip(1))));
            foreach (var said in asked.Snapshot.Metadata.OfPackage(string.Join('.', path.Skip(1))))
            {
                AppendMetadata(text, said);
            }
            var names = node.Children.Values.Where(c => c.Rules.Count > 0).Select(c => $"`{c.Name}`").ToList();
            return text.Append(names.Count > 0 ? $"\n\nRules: {string.Join(", ", names.Take(30))}{(names.Count > 30 ? ", …" : "")}" : "").ToString();
        }
        if (node is { Value.IsDefined: true })
        {
            var json = node.Value.ToJson();
            return Code($"{Written(path)}") + "\nbase document\n" + Code(json.Length <= 400 ? json : json[..400] + "…", "json");
        }
        return path is ["data"] ? "All packages, their rules and the base documents." : null;
    }

    private static string DescribeRule(Asked asked, IReadOnlyList<RuleDefinition> rules, ImmutableArray<string> path, ImmutableArray<string> below)
    {
        var dotted = string.Join('.', path);
        var text = new StringBuilder(Code(string.Join('\n', rules.Select(r => r.HeadText).Distinct().Take(8))));
        var type = asked.Server.Analyzer.LastGood(asked.Snapshot.Root)?.Compilation.Policies?.TypeOf(dotted);
        text.Append($"\n`{dotted}`").Append(below.IsEmpty ? "" : $" (here its `{Written(below)}`)");
        if (type is not null)
        {
            text.Append(type.IsFunction ? $"\n\nType: `({string.Join(", ", type.Parameters)}) -> {type.Type}`" : $"\n\nType: `{type.Type}`");
        }
        var seen = new HashSet<Annotation>(ReferenceEqualityComparer.Instance);
        foreach (var said in rules.SelectMany(asked.Snapshot.Metadata.Of).Where(a => a.Scope is AnnotationScope.Rule or AnnotationScope.Document && seen.Add(a)))
        {
            AppendMetadata(text, said);
        }
        var first = rules[0];
        text.Append($"\n\nDefined in {string.Join(", ", rules.GroupBy(r => r.Document.Path).Take(5).Select(g =>
            $"[{Path.GetFileName(g.Key)}:{g.First().Document.RangeOf(g.First().NameSpan).Start.Line + 1}]({g.First().Document.Uri}#L{g.First().Document.RangeOf(g.First().NameSpan).Start.Line + 1})"))}");
        if (asked.Server.Runs.Find(first.Document.Path, dotted, first.Document.Text) is { Details.Length: > 0 } run)
        {
            text.Append($"\n\nLast run: {run.Shown}\n{Code(run.Details, "text")}");
        }
        return text.ToString();
    }

    /// <summary>Appends what a metadata block says.</summary>
    public static void AppendMetadata(StringBuilder text, Annotation said)
    {
        text.Append(said.Title.Length > 0 ? $"\n\n**{said.Title}**" : "").Append(said.Description.Length > 0 ? $"\n\n{said.Description}" : "");
        text.Append(said.Authors.IsEmpty ? "" : $"\n\nBy {string.Join(", ", said.Authors.Select(a => a.Name.Length > 0 ? a.Name : a.Email))}");
        foreach (var resource in said.RelatedResources)
        {
            text.Append($"\n\n[{(resource.Description.Length > 0 ? resource.Description : resource.Ref)}]({resource.Ref})");
        }
        if (said.Custom.Count > 0)
        {
            text.Append('\n').Append(Code(Bylaw.Rego.Values.RegoValue.From(said.Custom).ToJson() is var json && json.Length <= 600 ? json : json[..600] + "…", "json"));
        }
    }

    private static string Written(ImmutableArray<string> path) => string.Concat(path.Select((s, i) => s == "*" ? "[…]" : i == 0 ? s : "." + s));

    private static string Code(string text, string language = "rego") => $"```{language}\n{text}\n```";
}
