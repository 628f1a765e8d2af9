using System.Buffers.Binary;
using System.Text;

namespace Bylaw.Collectors.Tests.Models;

/// <summary>Assembles pickles by hand, so that tests hold no foreign files.</summary>
internal sealed class PickleWriter
{
    private readonly MemoryStream _bytes = new();

    public PickleWriter Proto(byte version) => Raw(0x80, version);

    public PickleWriter Raw(params byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PickleWriter Line(string text)
    {
        _bytes.Write(Encoding.UTF8.GetBytes(text + "\n"));
        return this;
    }

    public PickleWriter Global(string module, string name) => Raw((byte)'c').Line(module).Line(name);

    public PickleWriter Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return Raw((byte)'X').Raw(length).Raw(utf8);
    }

    public PickleWriter Bytes(byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return Raw((byte)'B').Raw(length).Raw(content);
    }

    public PickleWriter StackGlobal(string module, string name) => Text(module).Text(name).Raw(0x93);

    public PickleWriter Op(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public byte[] Stop() => [.. _bytes.ToArray(), (byte)'.'];

    public byte[] Cut() => _bytes.ToArray();

    /// <summary>A whole pickle that starts a program when it is loaded.</summary>
    public static byte[] Attack() => new PickleWriter().Proto(2).Global("os", "system").Text("id").Op("\x85R").Stop();

    /// <summary>A whole pickle of a dictionary with one array type.</summary>
    public static byte[] Benign() => new PickleWriter().Proto(2).Op("}").Text("kind").Global("numpy", "float64").Op("s").Stop();
}
