using System.Text;

namespace Bylaw.Testing;

/// <summary>Writes small ONNX models byte by byte, for tests, benchmarks and samples; no library is needed to read what it does.</summary>
/// <param name="producer">Who the file says it is by.</param>
/// <param name="name">The name of the graph.</param>
/// <remarks>Field numbers are those of onnx.proto of ONNX 1.16: ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, ValueInfoProto.</remarks>
internal sealed class OnnxWriter(string producer = "bylaw-tests", string name = "graph")
{
    /// <summary>The element type of 32-bit floating-point numbers.</summary>
    public const int Float = 1;

    /// <summary>The element type of 64-bit whole numbers.</summary>
    public const int Int64 = 7;

    /// <summary>The element type of texts.</summary>
    public const int Text = 8;

    private readonly MemoryStream _nodes = new();
    private readonly MemoryStream _initializers = new();
    private readonly MemoryStream _inputs = new();
    private readonly MemoryStream _outputs = new();
    private readonly MemoryStream _metadata = new();
    private long _version;

    /// <summary>Writes the binary linear classifier p = 1 / (1 + exp(−(w·x + b))) with one wide input.</summary>
    public static byte[] Linear(float[] weights, float bias) => new OnnxWriter()
        .Input("features", Float, -1, weights.Length)
        .Node("LinearClassifier", "ai.onnx.ml", ["features"], ["label", "probabilities"], a => a
            .Floats("coefficients", [.. weights.Select(_ => 0f), .. weights])
            .Floats("intercepts", [0, bias])
            .Ints("classlabels_ints", [0, 1])
            .Text("post_transform", "SOFTMAX"))
        .Output("label", Int64, -1)
        .Output("probabilities", Float, -1, 2)
        .ToBytes();

    /// <summary>Adds an input; a negative axis has no fixed size.</summary>
    public OnnxWriter Input(string name, int type, params int[] shape) => Add(_inputs, 11, ValueInfo(name, type, shape));

    /// <summary>Adds an output; a negative axis has no fixed size.</summary>
    public OnnxWriter Output(string name, int type, params int[] shape) => Add(_outputs, 12, ValueInfo(name, type, shape));

    /// <summary>Adds a constant of floating-point numbers.</summary>
    public OnnxWriter Constant(string name, int[] shape, float[] values)
    {
        using var tensor = new MemoryStream();
        foreach (var size in shape)
        {
            Number(tensor, 1, size);
        }
        Number(tensor, 2, Float);
        foreach (var value in values)
        {
            Single(tensor, 4, value);
        }
        Bytes(tensor, 8, Encoding.UTF8.GetBytes(name));
        return Add(_initializers, 5, tensor.ToArray());
    }

    /// <summary>Gives the model a version; without it the file has none.</summary>
    public OnnxWriter Version(long version)
    {
        _version = version;
        return this;
    }

    /// <summary>Adds a property of the model.</summary>
    public OnnxWriter Property(string key, string value)
    {
        using var entry = new MemoryStream();
        Bytes(entry, 1, Encoding.UTF8.GetBytes(key));
        Bytes(entry, 2, Encoding.UTF8.GetBytes(value));
        return Add(_metadata, 14, entry.ToArray());
    }

    /// <summary>Adds an operator, named after its first output.</summary>
    public OnnxWriter Node(string op, string domain, string[] inputs, string[] outputs, Action<Attributes>? attributes = null)
    {
        using var node = new MemoryStream();
        foreach (var input in inputs)
        {
            Bytes(node, 1, Encoding.UTF8.GetBytes(input));
        }
        foreach (var output in outputs)
        {
            Bytes(node, 2, Encoding.UTF8.GetBytes(output));
        }
        Bytes(node, 3, Encoding.UTF8.GetBytes(outputs[0]));
        Bytes(node, 4, Encoding.UTF8.GetBytes(op));
        if (domain.Length > 0)
        {
            Bytes(node, 7, Encoding.UTF8.GetBytes(domain));
        }
        attributes?.Invoke(new(node));
        return Add(_nodes, 1, node.ToArray());
    }

    /// <summary>Gives the model.</summary>
    public byte[] ToBytes()
    {
        using var graph = new MemoryStream();
        graph.Write(_nodes.ToArray());
        Bytes(graph, 2, Encoding.UTF8.GetBytes(name));
        graph.Write(_initializers.ToArray());
        graph.Write(_inputs.ToArray());
        graph.Write(_outputs.ToArray());
        using var model = new MemoryStream();
        Number(model, 1, 8);
        Bytes(model, 2, Encoding.UTF8.GetBytes(producer));
        if (_version > 0)
        {
            Number(model, 5, _version);
        }
        Bytes(model, 7, graph.ToArray());
        Bytes(model, 8, [.. Set("", 17)]);
        Bytes(model, 8, [.. Set("ai.onnx.ml", 3)]);
        model.Write(_metadata.ToArray());
        return model.ToArray();

        static byte[] Set(string domain, long version)
        {
            using var set = new MemoryStream();
            Bytes(set, 1, Encoding.UTF8.GetBytes(domain));
            Number(set, 2, version);
            return set.ToArray();
        }
    }

    private static byte[] ValueInfo(string name, int type, int[] shape)
    {
        using var dims = new MemoryStream();
        foreach (var size in shape)
        {
            using var dim = new MemoryStream();
            if (size < 0)
            {
                Bytes(dim, 2, "rows"u8);
            }
            else
            {
                Number(dim, 1, size);
            }
            Bytes(dims, 1, dim.ToArray());
        }
        using var tensor = new MemoryStream();
        Number(tensor, 1, type);
        Bytes(tensor, 2, dims.ToArray());
        using var holder = new MemoryStream();
        Bytes(holder, 1, tensor.ToArray());
        using var info = new MemoryStream();
        Bytes(info, 1, Encoding.UTF8.GetBytes(name));
        Bytes(info, 2, holder.ToArray());
        return info.ToArray();
    }

    private OnnxWriter Add(MemoryStream list, int field, byte[] message)
    {
        Bytes(list, field, message);
        return this;
    }

    private static void Bytes(Stream stream, int field, ReadOnlySpan<byte> content)
    {
        Varint(stream, ((ulong)field << 3) | 2);
        Varint(stream, (ulong)content.Length);
        stream.Write(content);
    }

    private static void Number(Stream stream, int field, long value)
    {
        Varint(stream, (ulong)field << 3);
        Varint(stream, (ulong)value);
    }

    private static void Single(Stream stream, int field, float value)
    {
        Varint(stream, ((ulong)field << 3) | 5);
        stream.Write(BitConverter.GetBytes(value));
    }

    private static void Varint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }
        stream.WriteByte((byte)value);
    }

    /// <summary>Writes the attributes of one operator.</summary>
    internal sealed class Attributes(Stream node)
    {
        public Attributes Int(string name, long value) => Write(name, 2, a => Number(a, 3, value));

        public Attributes Text(string name, string value) => Write(name, 3, a => Bytes(a, 4, Encoding.UTF8.GetBytes(value)));

        public Attributes Floats(string name, IReadOnlyList<float> values) => Write(name, 6, a =>
        {
            foreach (var value in values)
            {
                Single(a, 7, value);
            }
        });

        public Attributes Ints(string name, IReadOnlyList<long> values) => Write(name, 7, a =>
        {
            foreach (var value in values)
            {
                Number(a, 8, value);
            }
        });

        public Attributes Texts(string name, IReadOnlyList<string> values) => Write(name, 8, a =>
        {
            foreach (var value in values)
            {
                Bytes(a, 9, Encoding.UTF8.GetBytes(value));
            }
        });

        private Attributes Write(string name, int type, Action<Stream> value)
        {
            using var attribute = new MemoryStream();
            Bytes(attribute, 1, Encoding.UTF8.GetBytes(name));
            value(attribute);
            Number(attribute, 20, type);
            Bytes(node, 5, attribute.ToArray());
            return this;
        }
    }
}
