using Google.Protobuf;

namespace Bylaw.Samples.CreditScoring;

/// <summary>Writes one protobuf message by field numbers. Source of the numbers: onnx.proto of ONNX 1.16 (ONNX IR version 8).</summary>
internal sealed class OnnxMessage
{
    private readonly MemoryStream _buffer = new();
    private readonly CodedOutputStream _output;

    public OnnxMessage() => _output = new CodedOutputStream(_buffer, leaveOpen: true);

    public OnnxMessage Whole(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    public OnnxMessage Real(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
        return this;
    }

    public OnnxMessage Text(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    public OnnxMessage Message(int field, OnnxMessage inner)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(ByteString.CopyFrom(inner.ToArray()));
        return this;
    }

    public byte[] ToArray()
    {
        _output.Flush();
        return _buffer.ToArray();
    }

    /// <summary>An attribute of a node: a whole number, a text, or a list.</summary>
    public static OnnxMessage Attribute(string name, long value) => new OnnxMessage().Text(1, name).Whole(3, value).Whole(20, 2);

    public static OnnxMessage Attribute(string name, string value) => new OnnxMessage().Text(1, name).Text(4, value).Whole(20, 3);

    public static OnnxMessage Attribute(string name, IEnumerable<float> values)
    {
        var attribute = new OnnxMessage().Text(1, name);
        foreach (var value in values)
        {
            attribute.Real(7, value);
        }
        return attribute.Whole(20, 6);
    }

    public static OnnxMessage Attribute(string name, IEnumerable<long> values)
    {
        var attribute = new OnnxMessage().Text(1, name);
        foreach (var value in values)
        {
            attribute.Whole(8, value);
        }
        return attribute.Whole(20, 7);
    }

    public static OnnxMessage Attribute(string name, IEnumerable<string> values)
    {
        var attribute = new OnnxMessage().Text(1, name);
        foreach (var value in values)
        {
            attribute.Text(9, value);
        }
        return attribute.Whole(20, 8);
    }
}
