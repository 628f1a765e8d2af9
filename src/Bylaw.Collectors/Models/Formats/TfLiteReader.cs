using System.Buffers.Binary;
using System.Text;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Lists the custom operators of a TensorFlow Lite model.</summary>
/// <remarks>Source: the FlatBuffers layout and schema.fbs (Model.operator_codes, OperatorCode.custom_code).</remarks>
internal static class TfLiteReader
{
    private const int MaxBytes = 1 << 30;

    public static void Read(FormatReading file)
    {
        if (file.Content.Length > MaxBytes)
        {
            file.NotScanned("a TensorFlow Lite model of more than 1 GiB");
            return;
        }
        file.Content.Position = 0;
        var bytes = new byte[file.Content.Length];
        file.Content.ReadExactly(bytes);
        try
        {
            ReadModel(file, bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            file.Damaged("a place in the model lies outside the file");
        }
    }

    private static void ReadModel(FormatReading file, ReadOnlySpan<byte> bytes)
    {
        var model = Int(bytes, 0);
        var codes = Follow(bytes, FieldAt(bytes, model, 1));
        var count = codes == 0 ? 0 : Int(bytes, codes);
        for (var i = 0; i < Math.Min(count, 10_000); i++)
        {
            var slot = codes + 4 + (i * 4);
            var name = Follow(bytes, FieldAt(bytes, slot + Int(bytes, slot), 1));
            if (name != 0)
            {
                Report(file, Encoding.UTF8.GetString(bytes.Slice(name + 4, Math.Min(Int(bytes, name), 256))));
            }
        }
    }

    private static void Report(FormatReading file, string name)
    {
        if (name is "FlexReadFile" or "FlexWriteFile" or "FlexPyFunc" or "FlexEagerPyFunc")
        {
            file.Find(ModelFindingSeverity.High, "tflite-operator", name, "a TensorFlow operator that reaches files or runs Python");
        }
        else if (!name.StartsWith("Flex", StringComparison.Ordinal) && !name.StartsWith("TFLite_", StringComparison.Ordinal))
        {
            file.Find(ModelFindingSeverity.Medium, "tflite-custom-operator", name, "runs native code from a library that is not part of the model");
        }
    }

    /// <summary>Returns where a field of a table stands, or 0 when the table leaves it out.</summary>
    private static int FieldAt(ReadOnlySpan<byte> bytes, int table, int field)
    {
        var vtable = table - Int(bytes, table);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(vtable, 2));
        var entry = 4 + (field * 2);
        var offset = entry + 2 <= size ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(vtable + entry, 2)) : 0;
        return offset == 0 ? 0 : table + offset;
    }

    private static int Follow(ReadOnlySpan<byte> bytes, int at) => at == 0 ? 0 : at + Int(bytes, at);

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(at, 4));
}
