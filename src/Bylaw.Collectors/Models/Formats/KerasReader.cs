using System.Text.Json;
using Bylaw.Collectors.Models.Archives;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Looks through the configuration of Keras models for layers that carry code or name functions to import.</summary>
internal static class KerasReader
{
    private const int MaxConfigBytes = 256 << 20;

    /// <summary>Modules whose classes Keras itself resolves.</summary>
    private static readonly string[] _ownModules =
        ["keras", "tensorflow", "tf_keras", "keras_hub", "keras_nlp", "keras_cv", "tensorflow_addons", "tensorflow_model_optimization"];

    /// <summary>Reads a Keras v3 archive.</summary>
    public static void ReadArchive(FormatReading file)
    {
        var members = TolerantZip.List(file.Content);
        var config = members.Find(m => m.Name == "config.json");
        if (config is null || TolerantZip.Open(file.Content, config) is not { } stream)
        {
            file.NotScanned("a Keras archive without a readable config.json");
            return;
        }
        using (stream)
        {
            try
            {
                using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 512 });
                Walk(file, json.RootElement);
            }
            catch (JsonException)
            {
                file.Damaged("config.json is no JSON");
            }
        }
    }

    /// <summary>Reads the model configuration that stands as a text inside an HDF5 file.</summary>
    /// <remarks>The text is found by its beginning; the file's own structure is not followed.</remarks>
    public static void ReadHdf5(FormatReading file)
    {
        if (file.Content.Length > MaxConfigBytes * 8L)
        {
            file.NotScanned("an HDF5 file too large to look through for a model configuration");
            return;
        }
        var (found, named, suspicious) = (0, false, false);
        foreach (var window in Windows(file.Content))
        {
            named |= window.Span.IndexOf("model_config"u8) >= 0;
            suspicious |= window.Span.IndexOf("\"Lambda\""u8) >= 0 || window.Span.IndexOf("__lambda__"u8) >= 0;
        }
        foreach (var start in Starts(file.Content))
        {
            if (ReadBalanced(file.Content, start) is { } text)
            {
                try
                {
                    using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
                    Walk(file, json.RootElement);
                    found++;
                }
                catch (JsonException)
                {
                    // Not a configuration after all; the flags above decide.
                }
            }
        }
        file.Details["configurations"] = found.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (found == 0 && suspicious)
        {
            file.Find(ModelFindingSeverity.High, "keras-lambda", "Lambda", "a layer that carries Python code");
        }
        else if (found == 0 && named)
        {
            file.NotScanned("the model configuration cannot be found in the HDF5 file");
        }
    }

    internal static void Walk(FormatReading file, JsonElement node)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in node.EnumerateArray())
                {
                    Walk(file, item);
                }
                break;
            case JsonValueKind.Object:
                Judge(file, node);
                foreach (var member in node.EnumerateObject())
                {
                    Walk(file, member.Value);
                }
                break;
        }
    }

    private static void Judge(FormatReading file, JsonElement node)
    {
        if (Text(node, "class_name") is not { } name)
        {
            return;
        }
        var module = Text(node, "module");
        JudgePaths(file, name, node);
        if (name is "Lambda" or "__lambda__" or "TFOpLambda_code")
        {
            file.Find(ModelFindingSeverity.High, "keras-lambda", name, "a layer that carries Python code");
        }
        else if (name == "function")
        {
            file.Find(ModelFindingSeverity.High, "keras-named-function", $"{module ?? "?"}.{Text(node, "config") ?? "?"}",
                "names a Python function that loading imports");
        }
        else if (module is not null && !_ownModules.Contains(module.Split('.')[0]) && module != "builtins")
        {
            file.Find(ModelFindingSeverity.High, "keras-foreign-module", $"{module}.{name}", "names a class outside Keras that loading imports");
        }
        else if (module == "builtins" && name is not ("slice" or "range" or "Ellipsis" or "__tuple__" or "set" or "dict" or "list" or "int" or "float" or "str" or "bool"))
        {
            file.Find(ModelFindingSeverity.Critical, "keras-foreign-module", $"builtins.{name}", "names a Python built-in that loading calls");
        }
    }

    /// <summary>Layers that read what a path or address names while the model is loaded: another model with code of its own, or any file of the machine.</summary>
    private static void JudgePaths(FormatReading file, string name, JsonElement node)
    {
        if (!node.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (name is "TFSMLayer" or "TorchModuleWrapper" or "JaxLayer" or "FlaxLayer")
        {
            file.Find(ModelFindingSeverity.High, "keras-foreign-model", $"{name} {Text(config, "filepath")}".TrimEnd(), "a layer that loads a model of another kind, with code of its own");
        }
        else if (name is "StringLookup" or "IntegerLookup" or "TextVectorization" or "IndexLookup" && Text(config, "vocabulary") is { } path)
        {
            var leaves = path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal) || path.Contains(":/", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal);
            file.Find(leaves ? ModelFindingSeverity.High : ModelFindingSeverity.Low, "keras-vocabulary-path", path, "a layer that reads this file while the model is loaded");
        }
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<ReadOnlyMemory<byte>> Windows(Stream content)
    {
        const int overlap = 64;
        var buffer = new byte[1 << 20];
        for (var at = 0L; at < content.Length; at += buffer.Length - overlap)
        {
            content.Position = at;
            yield return buffer.AsMemory(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
    }

    private static List<long> Starts(Stream content)
    {
        var starts = new SortedSet<long>();
        var at = 0L;
        foreach (var window in Windows(content))
        {
            foreach (var head in new[] { "{\"class_name\"", "{\"module\"" })
            {
                var bytes = System.Text.Encoding.ASCII.GetBytes(head);
                for (var from = 0; from < window.Length;)
                {
                    var hit = window.Span[from..].IndexOf(bytes);
                    if (hit < 0)
                    {
                        break;
                    }
                    starts.Add(at + from + hit);
                    from += hit + 1;
                }
            }
            at += (1 << 20) - 64;
        }
        // A configuration holds many objects with the same beginning; the outermost of each run is enough.
        var outer = new List<long>();
        var covered = -1L;
        foreach (var start in starts)
        {
            if (start >= covered)
            {
                outer.Add(start);
                covered = ReadBalanced(content, start) is { } text ? start + text.Length : start + 1;
            }
        }
        return outer;
    }

    private static byte[]? ReadBalanced(Stream content, long start)
    {
        content.Position = start;
        using var buffered = new BufferedStream(new SliceStream(content, start, Math.Min(MaxConfigBytes, content.Length - start)), 1 << 16);
        using var text = new MemoryStream();
        var (depth, inText, escaped) = (0, false, false);
        for (int next; (next = buffered.ReadByte()) >= 0;)
        {
            text.WriteByte((byte)next);
            if (inText)
            {
                (escaped, inText) = (!escaped && next == '\\', escaped || next != '"');
                continue;
            }
            inText = next == '"';
            depth += next switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return text.ToArray();
            }
            if (next < 0x20 && next is not ('\n' or '\r' or '\t'))
            {
                return null;
            }
        }
        return null;
    }
}
