using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Checks the head of a safetensors file: every tensor in place, no holes, no overlaps, nothing behind.</summary>
/// <remarks>Source: the format section of the safetensors README.</remarks>
internal static class SafetensorsReader
{
    private const long MaxHeaderBytes = 100_000_000;

    public static void Read(FormatReading file)
    {
        var prefix = new byte[8];
        file.Content.ReadExactly(prefix);
        var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerBytes is < 2 or > MaxHeaderBytes || (long)headerBytes > file.Content.Length - 8)
        {
            file.Damaged("the header is longer than the file");
            return;
        }
        var header = new byte[headerBytes];
        file.Content.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Check(file, json.RootElement, file.Content.Length - 8 - (long)headerBytes);
        }
        catch (JsonException)
        {
            file.Damaged("the header is no JSON object with distinct names");
        }
    }

    private static void Check(FormatReading file, JsonElement header, long dataBytes)
    {
        if (header.ValueKind != JsonValueKind.Object)
        {
            file.Damaged("the header is no JSON object");
            return;
        }
        var spans = new List<(long Begin, long End)>();
        var parameters = 0L;
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                ReadMetadata(file, entry.Value);
            }
            else if (TryReadTensor(entry.Value, out var begin, out var end, out var count))
            {
                spans.Add((begin, end));
                parameters += count;
            }
            else
            {
                file.Damaged($"tensor '{Short(entry.Name)}' has no type, shape and place that fit each other");
                return;
            }
        }
        spans.Sort();
        var expected = 0L;
        foreach (var (begin, end) in spans)
        {
            if (begin != expected)
            {
                file.Damaged("tensors overlap or leave a hole");
                return;
            }
            expected = end;
        }
        if (expected != dataBytes)
        {
            file.Damaged("the data is not as long as the header says");
        }
        file.Details["tensors"] = spans.Count.ToString(CultureInfo.InvariantCulture);
        file.Details["parameters"] = parameters.ToString(CultureInfo.InvariantCulture);
    }

    private static void ReadMetadata(FormatReading file, JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || metadata.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
        {
            file.Damaged("the metadata is no object of texts");
            return;
        }
        if (metadata.TryGetProperty("format", out var format))
        {
            file.Details["framework"] = Short(format.GetString()!);
        }
    }

    private static bool TryReadTensor(JsonElement tensor, out long begin, out long end, out long count)
    {
        (begin, end, count) = (0, 0, 1);
        if (tensor.ValueKind != JsonValueKind.Object ||
            !tensor.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String || BitsOf(dtype.GetString()!) is not { } bits ||
            !tensor.TryGetProperty("shape", out var shape) || shape.ValueKind != JsonValueKind.Array ||
            !tensor.TryGetProperty("data_offsets", out var offsets) || offsets.ValueKind != JsonValueKind.Array || offsets.GetArrayLength() != 2 ||
            offsets[0].ValueKind != JsonValueKind.Number || offsets[1].ValueKind != JsonValueKind.Number ||
            !offsets[0].TryGetInt64(out begin) || !offsets[1].TryGetInt64(out end) || begin < 0 || end < begin)
        {
            return false;
        }
        try
        {
            foreach (var size in shape.EnumerateArray())
            {
                if (size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var length) || length < 0)
                {
                    return false;
                }
                count = checked(count * length);
            }
            return checked(count * bits) == checked((end - begin) * 8);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static int? BitsOf(string dtype) => dtype switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 8,
        "U16" or "I16" or "F16" or "BF16" => 16,
        "U32" or "I32" or "F32" => 32,
        "U64" or "I64" or "F64" or "C64" => 64,
        _ => null,
    };

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
