using System.Collections.Immutable;
using System.Text;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Docker;

/// <summary>Reads a Dockerfile into instructions: escape directive, continued lines, comments inside them, flags, JSON forms, heredocs.</summary>
/// <remarks>Source: the Dockerfile reference; behaviour of corners as the build tool's own parser tests show it.</remarks>
internal sealed class DockerfileParser
{
    private readonly string _file;
    private readonly string[] _lines;
    private char _escape = '\\';

    private DockerfileParser(string file, string text)
    {
        _file = file;
        _lines = text.TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < _lines.Length; i++)
        {
            _lines[i] = _lines[i].TrimEnd('\r');
        }
    }

    public static ImmutableArray<DockerInstruction> Parse(string file, string text)
    {
        var parser = new DockerfileParser(file, text);
        parser.ReadDirectives();
        var result = ImmutableArray.CreateBuilder<DockerInstruction>();
        for (var at = 0; at < parser._lines.Length;)
        {
            if (parser.ReadInstruction(ref at) is { } instruction)
            {
                result.Add(instruction);
            }
        }
        return result.Count > 0 ? result.ToImmutable() : throw new ConfigReadException("the file has no instructions", new SourcePosition(file, 1, 1, 1, 1));
    }

    /// <summary>Directives are comments of the form <c># name=value</c> before anything else.</summary>
    private void ReadDirectives()
    {
        foreach (var line in _lines)
        {
            var text = line.TrimStart();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (!text.StartsWith('#') || equals < 0 || !text[1..equals].Trim().All(char.IsAsciiLetter))
            {
                return;
            }
            if (text[1..equals].Trim().Equals("escape", StringComparison.OrdinalIgnoreCase) && text[(equals + 1)..].Trim() is ['`' or '\\'] only)
            {
                _escape = only[0];
            }
        }
    }

    private DockerInstruction? ReadInstruction(ref int at)
    {
        var first = at;
        var line = _lines[at++].TrimStart();
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }
        var text = new StringBuilder();
        var last = first;
        var continues = Continued(ref line);
        text.Append(line);
        while (continues && at < _lines.Length)
        {
            var next = _lines[at++];
            if (next.AsSpan().TrimStart() is "" or ['#', ..])
            {
                continue;
            }
            continues = Continued(ref next);
            text.Append(next);
            last = at - 1;
        }
        var place = new SourcePosition(_file, first + 1, _lines[first].Length - _lines[first].TrimStart().Length + 1, last + 1, _lines[last].Length + 1);
        var instruction = Split(text.ToString().Trim(), place);
        return instruction is null ? null : SkipHeredocs(instruction, text.ToString(), ref at);
    }

    /// <summary>Takes the escape off a line that ends with a single one; blanks may follow it.</summary>
    private bool Continued(ref string line)
    {
        var trimmed = line.TrimEnd(' ', '\t');
        if (trimmed.Length == 0 || trimmed[^1] != _escape || (trimmed.Length > 1 && trimmed[^2] == _escape))
        {
            return false;
        }
        line = trimmed[..^1];
        return true;
    }

    private DockerInstruction SkipHeredocs(DockerInstruction instruction, string text, ref int at)
    {
        if (instruction.Command is not ("run" or "copy" or "add"))
        {
            return instruction;
        }
        foreach (var marker in Heredocs(text))
        {
            var start = at;
            while (at < _lines.Length && _lines[at].Trim('\t') != marker && _lines[at] != marker)
            {
                at++;
            }
            if (at >= _lines.Length)
            {
                throw new ConfigReadException($"this heredoc is never ended by `{marker}`", instruction.Position with { EndLine = start });
            }
            at++;
        }
        return instruction with { Position = instruction.Position with { EndLine = Math.Max(instruction.Position.EndLine, at) } };
    }

    private static IEnumerable<string> Heredocs(string text)
    {
        for (var at = text.IndexOf("<<", StringComparison.Ordinal); at >= 0; at = text.IndexOf("<<", at + 2, StringComparison.Ordinal))
        {
            var rest = text[(at + 2)..].TrimStart('-');
            var quote = rest.Length > 0 && rest[0] is '"' or '\'' ? rest[0] : '\0';
            var word = new string([.. rest.Skip(quote == '\0' ? 0 : 1).TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '.')]);
            if (word.Length > 0 && !char.IsDigit(word[0]) && (at == 0 || text[at - 1] != '<'))
            {
                yield return word;
            }
        }
    }

    private DockerInstruction? Split(string text, SourcePosition place)
    {
        if (text.Length == 0)
        {
            return null;
        }
        var end = text.AsSpan().IndexOfAny(" \t\v\f");
        var command = (end < 0 ? text : text[..end]).ToLowerInvariant();
        var (flags, rest) = Flags(end < 0 ? string.Empty : text[end..].Trim());
        return Arguments(command, flags, rest, place);
    }

    private static (ImmutableArray<string> Flags, string Remainder) Flags(string text)
    {
        var flags = ImmutableArray.CreateBuilder<string>();
        while (text.StartsWith("--", StringComparison.Ordinal))
        {
            var end = text.AsSpan().IndexOfAny(" \t");
            var word = end < 0 ? text : text[..end];
            text = end < 0 ? string.Empty : text[end..].TrimStart();
            if (word == "--")
            {
                break;
            }
            flags.Add(word.Replace("\"", string.Empty, StringComparison.Ordinal));
        }
        return (flags.ToImmutable(), text.Trim());
    }

    private DockerInstruction Arguments(string command, ImmutableArray<string> flags, string rest, SourcePosition place)
    {
        DockerInstruction Make(ImmutableArray<string> values, bool isJson = false) => new(command, flags, values, isJson, null, place);
        switch (command)
        {
            case "run" or "cmd" or "entrypoint" or "shell":
                return Json(rest, place) is { } json ? Make(json, true) : Make(rest.Length > 0 ? [rest] : []);
            case "add" or "copy" or "volume":
                return Json(rest, place) is { } list ? Make(list, true) : Make(DockerWords.Blank(rest));
            case "from" or "expose":
                return Make(DockerWords.Blank(rest));
            case "env" or "label":
                return Make(DockerWords.Pairs(command, rest, _escape, place));
            case "arg":
                return Make([.. DockerWords.Split(rest, _escape)]);
            case "onbuild":
                return new DockerInstruction(command, flags, [], false, Split(rest, place), place);
            case "healthcheck":
                return Healthcheck(flags, rest, place);
            default:
                return Make(rest.Length > 0 ? [rest] : []);
        }
    }

    private static DockerInstruction Healthcheck(ImmutableArray<string> flags, string rest, SourcePosition place)
    {
        var end = rest.AsSpan().IndexOfAny(" \t");
        var type = (end < 0 ? rest : rest[..end]).ToUpperInvariant();
        var test = end < 0 ? string.Empty : rest[end..].Trim();
        var json = type == "CMD" ? Json(test, place) : null;
        var values = json ?? (test.Length > 0 ? [test] : []);
        return new DockerInstruction("healthcheck", flags, type.Length > 0 ? values.Insert(0, type) : [], json is not null, null, place);
    }

    /// <summary>Reads a JSON list of strings. Other text in square brackets is shell text; a list of anything but strings is an error.</summary>
    private static ImmutableArray<string>? Json(string text, SourcePosition place)
    {
        if (!text.StartsWith('['))
        {
            return null;
        }
        var document = new JsonReader().Read("json", text, ReadLimits.Default);
        if (!document.Succeeded || document.Input.Kind != ConfigKind.List)
        {
            return null;
        }
        return document.Input.Items.All(i => i.Kind == ConfigKind.String)
            ? [.. document.Input.Items.Select(i => i.Text)]
            : throw new ConfigReadException("a list of arguments can hold strings only", place);
    }
}
