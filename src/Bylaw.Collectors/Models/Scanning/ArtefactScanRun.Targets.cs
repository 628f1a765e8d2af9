using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bylaw.Collectors.Models.Archives;
using Bylaw.Collectors.Models.Pickle;

namespace Bylaw.Collectors.Models.Scanning;

/// <summary>Names that a loader imports without any pickle: targets of configurations (Hydra, NeMo), the schema of skops files, handlers of serving archives, programs.</summary>
internal sealed partial class ArtefactScanRun
{
    private const int MaxConfigurationBytes = 4 << 20;

    /// <summary>Judges what a configuration names by the same lists as what a pickle imports. Only names that are known to do harm count: configurations name much that is harmless.</summary>
    private void ScanTargets(ScanItem item)
    {
        var ending = Path.GetExtension(item.Location).ToLowerInvariant();
        if (ending is not (".yaml" or ".yml" or ".json"))
        {
            return;
        }
        using var stream = item.Open();
        var bytes = new byte[MaxConfigurationBytes];
        var text = Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        foreach (Match match in Target().Matches(text))
        {
            Judge(item, match.Groups[1].Value, "config-dangerous-target", "the configuration has this called when it is instantiated");
        }
        if (ending == ".json" && text.Contains("__module__", StringComparison.Ordinal))
        {
            try
            {
                using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
                WalkSchema(item, json.RootElement);
            }
            catch (JsonException)
            {
                result.AddNote($"{item.Location}: names modules and is no JSON that can be read");
            }
        }
    }

    private void WalkSchema(ScanItem item, JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in node.EnumerateArray())
            {
                WalkSchema(item, one);
            }
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var (module, name) in new[] { ("__module__", "__class__"), ("module_path", "function") })
            {
                if (Text(node, module) is { } from && Text(node, name) is { } what)
                {
                    Judge(item, $"{from}.{what}", "schema-dangerous-type", "the file's schema has this imported when it is loaded as trusted");
                }
            }
            foreach (var member in node.EnumerateObject())
            {
                WalkSchema(item, member.Value);
            }
        }
    }

    private void Judge(ScanItem item, string symbol, string rule, string message)
    {
        var at = symbol.LastIndexOf('.');
        if (at > 0 && symbols.Judge(symbol[..at], symbol[(at + 1)..]) == SymbolStanding.Dangerous && !result.Findings.Any(f => f.Rule == rule && f.Operator == symbol))
        {
            result.Add(new ModelFileFinding(ModelFindingSeverity.Critical, rule, symbol, message, item.Location, -1));
        }
    }

    /// <summary>A serving archive carries the program that serves it; that is its purpose, and worth a look.</summary>
    private void NoteHandlers(ScanItem item, List<ZipMember> members)
    {
        if (members.Exists(m => m.Name == "MAR-INF/MANIFEST.json"))
        {
            foreach (var code in members.Where(m => m.Name.EndsWith(".py", StringComparison.Ordinal)))
            {
                result.Add(new ModelFileFinding(ModelFindingSeverity.Medium, "archive-code", code.Name, "Python that serving this archive runs", $"{item.Location}!{code.Name}", -1));
            }
        }
    }

    /// <summary>A model that is a program at the same time, as a llamafile is, runs by being started.</summary>
    private void NoteProgram(ScanItem item, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\x7f"u8) && head[1..].StartsWith("ELF"u8) || head.StartsWith("MZ"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xcf, 0xfa, 0xed, 0xfe]))
        {
            result.Add(new ModelFileFinding(ModelFindingSeverity.Medium, "executable", "program", "the file is a program as well: it runs when it is started", item.Location, -1));
        }
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("""["']?_target_["']?\s*:\s*["']?([A-Za-z_][\w.]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Target();
}
