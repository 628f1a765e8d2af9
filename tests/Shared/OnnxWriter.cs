using System.Text;

namespace Bylaw.Testing;

/// <summary>Writes small ONNX models byte by byte, for tests and samples; no library is needed to read what it does.</summary>
/// <remarks>Field numbers are those of onnx.proto: ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, ValueInfoProto.</remarks>
internal sealed class OnnxWriter
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
        Bytes(tensor, 8, Encoding.UTF8.GetBytes(name));
        Bytes(tensor, 9, [.. values.SelectMany(BitConverter.GetBytes)]);
        return Add(_initializers, 5, tensor.ToArray());
    }

    /// <summary>Adds an operator.</summary>
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
        Bytes(node, 4, Encoding.UTF8.GetBytes(op));
        attributes?.Invoke(new(node));
        if (domain.Length > 0)
        {
            Bytes(node, 7, Encoding.UTF8.GetBytes(domain));
        }
        return Add(_nodes, 1, node.ToArray());
    }

    /// <summary>Gives the model.</summary>
    public byte[] ToBytes()
    {
        using var graph = new MemoryStream();
        graph.Write(_nodes.ToArray());
        Bytes(graph, 2, "graph"u8);
        graph.Write(_initializers.ToArray());
        graph.Write(_inputs.ToArray());
        graph.Write(_outputs.ToArray());
        using var model = new MemoryStream();
        Number(model, 1, 8);
        Bytes(model, 2, "bylaw-tests"u8);
        Bytes(model, 7, graph.ToArray());
        Bytes(model, 8, [.. Set("", 17)]);
        Bytes(model, 8, [.. Set("ai.onnx.ml", 3)]);
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
                Bytes(dim, 2, "N"u8);
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
                Varint(a, (7 << 3) | 5);
                a.Write(BitConverter.GetBytes(value));
            }
        });

        public Attributes Ints(string name, IReadOnlyList<long> values) => Write(name, 7, a =>
        {
            foreach (var value in values)
            {
                Number(a, 8, value);
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
