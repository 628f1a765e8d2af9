using System.Globalization;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Lists the operators of a TensorFlow SavedModel and reports those that reach files or run Python.</summary>
/// <remarks>Source: saved_model.proto, meta_graph.proto, graph.proto, function.proto. Severities follow modelscan's settings where it has the operator.</remarks>
internal static class SavedModelReader
{
    private static readonly Dictionary<string, (ModelFindingSeverity Severity, string Why)> _operators = new(StringComparer.Ordinal)
    {
        ["ReadFile"] = (ModelFindingSeverity.High, "reads any file"),
        ["WriteFile"] = (ModelFindingSeverity.High, "writes any file"),
        ["PyFunc"] = (ModelFindingSeverity.High, "runs Python code"),
        ["PyFuncStateless"] = (ModelFindingSeverity.High, "runs Python code"),
        ["EagerPyFunc"] = (ModelFindingSeverity.High, "runs Python code"),
        ["NumpyFunction"] = (ModelFindingSeverity.High, "runs Python code"),
        ["MatchingFiles"] = (ModelFindingSeverity.Medium, "lists files"),
        ["WholeFileReader"] = (ModelFindingSeverity.Medium, "reads files"),
        ["WholeFileReaderV2"] = (ModelFindingSeverity.Medium, "reads files"),
        ["PrintV2"] = (ModelFindingSeverity.Low, "may write its text to a file"),
        ["DebugIdentity"] = (ModelFindingSeverity.Medium, "may send tensors to a file or an address"),
        ["DebugIdentityV2"] = (ModelFindingSeverity.Medium, "may send tensors to a file"),
        ["RemoteCall"] = (ModelFindingSeverity.Medium, "runs a function on another machine"),
        ["RpcCall"] = (ModelFindingSeverity.High, "calls another machine"),
    };

    /// <summary>Tells whether the bytes are a SavedModel: a schema version and at least one graph.</summary>
    public static bool LooksLike(Stream content)
    {
        try
        {
            content.Position = 0;
            var model = new ProtobufReader(content, content.Length);
            var graphs = 0;
            while (model.NextField())
            {
                if (model.Field is not (1 or 2) || (model.Field == 1 && (model.IsBytes || model.Int64() is < 0 or > 10)))
                {
                    return false;
                }
                graphs += model.Field == 2 && model.IsBytes ? 1 : 0;
            }
            return graphs > 0;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    public static void Read(FormatReading file)
    {
        var operators = new SortedSet<string>(StringComparer.Ordinal);
        file.Content.Position = 0;
        var model = new ProtobufReader(file.Content, file.Content.Length);
        while (model.NextField())
        {
            if (model.Field == 2)
            {
                ReadFields(model.Message(), field: 2, graph => ReadGraph(graph, operators));
            }
        }
        file.Details["operators"] = operators.Count.ToString(CultureInfo.InvariantCulture);
        foreach (var name in operators)
        {
            if (_operators.TryGetValue(name, out var known))
            {
                file.Find(known.Severity, "tensorflow-operator", name, known.Why);
            }
        }
    }

    private static void ReadGraph(ProtobufReader graph, SortedSet<string> operators)
    {
        while (graph.NextField())
        {
            if (graph.Field == 1)
            {
                ReadNode(graph.Message(), operators);
            }
            else if (graph.Field == 2)
            {
                ReadFields(graph.Message(), field: 1, function => ReadFields(function, field: 3, node => ReadNode(node, operators)));
            }
        }
    }

    private static void ReadNode(ProtobufReader node, SortedSet<string> operators)
    {
        while (node.NextField())
        {
            if (node.Field == 2)
            {
                operators.Add(node.Text());
            }
        }
    }

    private static void ReadFields(ProtobufReader message, int field, Action<ProtobufReader> read)
    {
        while (message.NextField())
        {
            if (message.Field == field)
            {
                read(message.Message());
            }
        }
    }
}
