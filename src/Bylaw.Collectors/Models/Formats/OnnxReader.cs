using System.Globalization;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Reads what an ONNX model needs from outside itself: operator sets, custom operators, data files.</summary>
/// <remarks>Source: onnx.proto, messages ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, FunctionProto.</remarks>
internal static class OnnxReader
{
    private const int MaxDepth = 64;

    private static readonly HashSet<string> _knownDomains = new(StringComparer.Ordinal)
    {
        "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training", "ai.onnx.preview",
        "com.microsoft", "com.microsoft.nchwc", "com.microsoft.experimental", "com.ms.internal.nhwc",
    };

    /// <summary>Tells whether the bytes are an ONNX model: a graph and an operator set.</summary>
    public static bool LooksLike(Stream content)
    {
        try
        {
            content.Position = 0;
            var model = new ProtobufReader(content, content.Length);
            var (hasGraph, hasOpset) = (false, false);
            while (model.NextField())
            {
                // The fields of ModelProto; anything else is another kind of message.
                if (model.Field is not ((>= 1 and <= 8) or 14 or 20 or 25 or 26 or 27))
                {
                    return false;
                }
                hasGraph |= model.Field == 7 && model.IsBytes;
                hasOpset |= model.Field == 8 && model.IsBytes;
            }
            return hasGraph && hasOpset;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    public static void Read(FormatReading file)
    {
        var found = new Graph();
        var opsets = new SortedDictionary<string, long>(StringComparer.Ordinal);
        file.Content.Position = 0;
        var model = new ProtobufReader(file.Content, file.Content.Length);
        while (model.NextField())
        {
            switch (model.Field)
            {
                case 1: file.Details["ir_version"] = model.Int64().ToString(CultureInfo.InvariantCulture); break;
                case 2: file.Details["producer"] = model.Text(); break;
                case 3: file.Details["producer_version"] = model.Text(); break;
                case 7: ReadGraph(model.Message(), found, 0); break;
                case 8: ReadOpset(model.Message(), opsets); break;
                case 20: ReadTraining(model.Message(), found); break;
                case 25: ReadFunction(model.Message(), found); break;
            }
        }
        file.Details["opsets"] = string.Join(", ", opsets.Select(o => $"{(o.Key.Length == 0 ? "ai.onnx" : o.Key)} {o.Value}"));
        file.Details["nodes"] = found.Nodes.ToString(CultureInfo.InvariantCulture);
        file.Details["inputs"] = string.Join(", ", found.Inputs.Except(found.Initializers));
        file.Details["outputs"] = string.Join(", ", found.Outputs);
        ReportOperators(file, found);
        ReportExternalData(file, found);
    }

    private sealed class Graph
    {
        public long Nodes { get; set; }
        public HashSet<(string Domain, string Name)> Operators { get; } = [];
        public HashSet<(string Domain, string Name)> Functions { get; } = [];
        public List<string> Inputs { get; } = [];
        public List<string> Outputs { get; } = [];
        public HashSet<string> Initializers { get; } = new(StringComparer.Ordinal);
        public SortedSet<string> ExternalFiles { get; } = new(StringComparer.Ordinal);
    }

    private static void ReadOpset(ProtobufReader opset, SortedDictionary<string, long> opsets)
    {
        var domain = "";
        var version = 0L;
        while (opset.NextField())
        {
            domain = opset.Field == 1 ? opset.Text() : domain;
            version = opset.Field == 2 ? opset.Int64() : version;
        }
        opsets[domain] = version;
    }

    private static void ReadGraph(ProtobufReader graph, Graph found, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"more than {MaxDepth} graphs inside each other");
        }
        while (graph.NextField())
        {
            switch (graph.Field)
            {
                case 1: ReadNode(graph.Message(), found, depth); break;
                case 5: ReadTensor(graph.Message(), found, isInitializer: depth == 0); break;
                case 11 when depth == 0: found.Inputs.Add(NameOf(graph.Message())); break;
                case 12 when depth == 0: found.Outputs.Add(NameOf(graph.Message())); break;
                case 15: ReadSparse(graph.Message(), found); break;
            }
        }
    }

    private static void ReadNode(ProtobufReader node, Graph found, int depth)
    {
        var (domain, name) = ("", "");
        while (node.NextField())
        {
            switch (node.Field)
            {
                case 4: name = node.Text(); break;
                case 7: domain = node.Text(); break;
                case 5: ReadAttribute(node.Message(), found, depth); break;
            }
        }
        found.Nodes++;
        found.Operators.Add((domain, name));
    }

    private static void ReadAttribute(ProtobufReader attribute, Graph found, int depth)
    {
        while (attribute.NextField())
        {
            switch (attribute.Field)
            {
                case 5 or 10: ReadTensor(attribute.Message(), found, isInitializer: false); break;
                case 6 or 11: ReadGraph(attribute.Message(), found, depth + 1); break;
                case 22 or 23: ReadSparse(attribute.Message(), found); break;
            }
        }
    }

    private static void ReadSparse(ProtobufReader sparse, Graph found)
    {
        while (sparse.NextField())
        {
            if (sparse.Field is 1 or 2)
            {
                ReadTensor(sparse.Message(), found, isInitializer: false);
            }
        }
    }

    private static void ReadTensor(ProtobufReader tensor, Graph found, bool isInitializer)
    {
        while (tensor.NextField())
        {
            if (tensor.Field == 8 && isInitializer)
            {
                found.Initializers.Add(tensor.Text());
            }
            else if (tensor.Field == 13)
            {
                var (key, value) = ReadPair(tensor.Message());
                if (key == "location")
                {
                    found.ExternalFiles.Add(value);
                }
            }
        }
    }

    private static void ReadTraining(ProtobufReader training, Graph found)
    {
        while (training.NextField())
        {
            if (training.Field is 1 or 2)
            {
                ReadGraph(training.Message(), found, 1);
            }
        }
    }

    private static void ReadFunction(ProtobufReader function, Graph found)
    {
        var (domain, name) = ("", "");
        while (function.NextField())
        {
            switch (function.Field)
            {
                case 1: name = function.Text(); break;
                case 7: ReadNode(function.Message(), found, 1); break;
                case 10: domain = function.Text(); break;
            }
        }
        found.Functions.Add((domain, name));
    }

    private static (string Key, string Value) ReadPair(ProtobufReader pair)
    {
        var (key, value) = ("", "");
        while (pair.NextField())
        {
            key = pair.Field == 1 ? pair.Text() : key;
            value = pair.Field == 2 ? pair.Text() : value;
        }
        return (key, value);
    }

    private static string NameOf(ProtobufReader value)
    {
        var name = "";
        while (value.NextField())
        {
            name = value.Field == 1 ? value.Text() : name;
        }
        return name;
    }

    private static void ReportOperators(FormatReading file, Graph found)
    {
        foreach (var (domain, name) in found.Operators.Except(found.Functions).Where(o => !_knownDomains.Contains(o.Domain)).Order())
        {
            var runsPython = name is "PyOp" or "PyCustomOp" || name.StartsWith("PyOp", StringComparison.Ordinal);
            file.Find(runsPython ? ModelFindingSeverity.Critical : ModelFindingSeverity.High, "onnx-custom-operator", $"{domain}::{name}",
                runsPython ? "runs Python code while the model is used" : "runs native code from a library that is not part of the model");
        }
    }

    private static void ReportExternalData(FormatReading file, Graph found)
    {
        foreach (var path in found.ExternalFiles)
        {
            if (LeavesFolder(path))
            {
                file.Find(ModelFindingSeverity.Critical, "onnx-external-data-escape", path, "reads its weights from a place outside the model's folder");
            }
            else
            {
                file.NeededFiles.Add(path);
            }
        }
    }

    /// <summary>Tells whether a path in a model leads out of the model's folder, by the rules of any system.</summary>
    internal static bool LeavesFolder(string path) =>
        path.Length == 0 || path[0] is '/' or '\\' || path.Contains(':', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) ||
        path.Split('/', '\\').Contains("..");
}
