using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Imports: sorted within each group of neighbouring lines; what the target version needs is added, what it makes needless is dropped.</summary>
internal sealed partial class ModuleFormatter
{
    /// <summary>One import to be written. An added one has no tree and stands on the row it was given.</summary>
    internal sealed record ImportLine(ImportSyntax? Import, string[] Path, string? Alias, int Row);

    private List<ImportLine> MigratedImports()
    {
        var lines = _module.Imports.Select(i => new ImportLine(i, PathOf(i.Reference), i.Alias?.Name, Row(i.Span.Start))).ToList();
        var hasRegoV1 = _module.Imports.Any(ImportFacts.IsRegoV1);
        var target = _options.Target;
        if (target == FormatTarget.V1)
        {
            lines.RemoveAll(l => l.Import is not null && ImportFacts.IsRegoV1(l.Import));
        }
        if (target == FormatTarget.V0CompatibleWithV1 && !hasRegoV1)
        {
            var above = lines.Where(l => l.Path[0] is "future" or "rego").Select(l => l.Row + 1).DefaultIfEmpty(0).Max();
            lines.Insert(0, new ImportLine(null, ["rego", "v1"], null, above));
            hasRegoV1 = true;
        }
        if (target == FormatTarget.V1 || hasRegoV1)
        {
            DropFutureImports(lines);
        }
        else if (!_style.IsV1 && MemberCalls.AreIn(_module) && !lines.Exists(l => l.Path is ["future", "keywords"] or ["future", "keywords", "in" or "every"]))
        {
            // The built-in will be written as `in`.
            lines.Insert(0, new ImportLine(null, ["future", "keywords", "in"], null, 0));
        }
        return lines;
    }

    // All of them means the four that v1 has by itself, and the three that it has not.
    private static void DropFutureImports(List<ImportLine> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            switch (lines[i].Import is { } import ? ImportFacts.FutureKeyword(import) : null)
            {
                case "in" or "every" or "if" or "contains":
                    lines.RemoveAt(i);
                    break;
                case "":
                    var row = lines[i].Row;
                    lines.RemoveAt(i);
                    lines.InsertRange(i, new[] { "and", "not", "or" }.Select(w => new ImportLine(null, ["future", "keywords", w], null, row)));
                    break;
            }
        }
    }

    private void WriteImports(List<ImportLine> imports)
    {
        var trailing = new Dictionary<ImportLine, string>();
        foreach (var import in imports.Where(i => i.Import is not null))
        {
            var index = _comments.FindIndex(c => c.Row == import.Row);
            if (index >= 0)
            {
                trailing[import] = _comments[index].Text;
                _comments = [.. _comments[..index], .. _comments[(index + 1)..]];
            }
        }
        for (var i = 0; i < imports.Count;)
        {
            var end = i + 1;
            while (end < imports.Count && imports[end].Row - imports[end - 1].Row <= 1)
            {
                end++;
            }
            InsertComments(imports[i].Row);
            var group = imports[i..end];
            group.Sort(CompareImports);
            foreach (var import in group)
            {
                _writer.StartLine();
                WriteImport(import);
                if (trailing.TryGetValue(import, out var comment))
                {
                    _writer.Write(" " + comment);
                }
                _writer.EndLine();
            }
            _writer.BlankLine();
            i = end;
        }
    }

    private void WriteImport(ImportLine line)
    {
        _writer.Write("import ");
        if (line.Import is { } import && ImportFacts.FutureKeyword(import) is null)
        {
            WriteReferenceText(import.Reference);
        }
        else
        {
            _writer.Write(string.Join('.', line.Path));
        }
        if (line.Alias is not null)
        {
            _writer.Write(" as " + line.Alias);
        }
    }

    private static int CompareImports(ImportLine a, ImportLine b)
    {
        for (var i = 0; i < Math.Min(a.Path.Length, b.Path.Length); i++)
        {
            var order = string.CompareOrdinal(a.Path[i], b.Path[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return a.Path.Length != b.Path.Length ? a.Path.Length - b.Path.Length : string.CompareOrdinal(a.Alias, b.Alias);
    }

    private static string[] PathOf(TermSyntax reference) => reference switch
    {
        VarTerm variable => [variable.Name],
        RefTerm { Head: VarTerm head, Operands: var operands } => [head.Name, .. operands.Select(o => ((StringTerm)o.Term).Value)],
        _ => [],
    };
}
