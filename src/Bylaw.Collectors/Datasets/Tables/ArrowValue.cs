using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Turns values of Arrow arrays into text, and their types into types of SQL.</summary>
internal static class ArrowValue
{
    private const int MaxPrecision = 38; // of DuckDB's decimals

    /// <summary>Tells whether values of a type can be read.</summary>
    public static bool IsReadable(IArrowType type) => type switch
    {
        NestedType nested => type.TypeId is ArrowTypeId.List or ArrowTypeId.LargeList or ArrowTypeId.FixedSizeList or ArrowTypeId.Struct or ArrowTypeId.Map && nested.Fields.All(f => IsReadable(f.DataType)),
        DictionaryType dictionary => IsReadable(dictionary.ValueType),
        _ => type.TypeId is ArrowTypeId.Null or ArrowTypeId.Boolean or ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 or ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32
            or ArrowTypeId.UInt64 or ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double or ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 or ArrowTypeId.Date32 or ArrowTypeId.Date64
            or ArrowTypeId.Time32 or ArrowTypeId.Time64 or ArrowTypeId.Timestamp or ArrowTypeId.Duration or ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView or ArrowTypeId.Binary
            or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView or ArrowTypeId.FixedSizedBinary,
    };

    /// <summary>Tells the type of SQL that the text of a value is cast to; null for text itself.</summary>
    public static string? SqlType(IArrowType type) => type switch
    {
        DictionaryType dictionary => SqlType(dictionary.ValueType),
        Decimal128Type { Precision: <= MaxPrecision } n => $"DECIMAL({n.Precision},{n.Scale})",
        _ => type.TypeId switch
        {
            ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 or ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32 => "BIGINT",
            ArrowTypeId.UInt64 => "UBIGINT",
            ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double => "DOUBLE",
            ArrowTypeId.Boolean => "BOOLEAN",
            ArrowTypeId.Date32 or ArrowTypeId.Date64 => "DATE",
            ArrowTypeId.Timestamp => "TIMESTAMP",
            ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView or ArrowTypeId.FixedSizedBinary => "BLOB",
            _ => null,
        },
    };

    /// <summary>Reads one value; bytes as base64, parts of lists and structures with blanks between. Null when it is null.</summary>
    public static string? Text(IArrowArray column, int index) => column switch
    {
        _ when column.IsNull(index) => null,
        DictionaryArray n => Text(n.Dictionary, Convert.ToInt32(Text(n.Indices, index), CultureInfo.InvariantCulture)),
        StringArray n => n.GetString(index),
        LargeStringArray n => n.GetString(index),
        StringViewArray n => n.GetString(index),
        BooleanArray n => n.GetValue(index) is true ? "true" : "false",
        Date32Array n => n.GetDateTime(index)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Date64Array n => n.GetDateTime(index)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimestampArray n => n.GetTimestamp(index)?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
        Time32Array n => n.GetTime(index)?.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        Time64Array n => n.GetTime(index)?.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        Decimal128Array n => n.GetString(index),
        Decimal256Array n => n.GetString(index),
        FixedSizeBinaryArray n => Convert.ToBase64String(n.GetBytes(index)),
        BinaryArray n => Convert.ToBase64String(n.GetBytes(index)),
        LargeBinaryArray n => Convert.ToBase64String(n.GetBytes(index)),
        BinaryViewArray n => Convert.ToBase64String(n.GetBytes(index)),
        ListArray n => Join(n.GetSlicedValues(index)),
        LargeListArray n => Join(n.GetSlicedValues(index)),
        FixedSizeListArray n => Join(n.GetSlicedValues(index)),
        StructArray n => string.Join(' ', n.Fields.Select(f => Text(f, index)).Where(t => t is not null)),
        _ => Number(column, index),
    };

    private static string? Number(IArrowArray column, int index) => column switch
    {
        Int8Array n => Text(n.GetValue(index)),
        Int16Array n => Text(n.GetValue(index)),
        Int32Array n => Text(n.GetValue(index)),
        Int64Array n => Text(n.GetValue(index)),
        UInt8Array n => Text(n.GetValue(index)),
        UInt16Array n => Text(n.GetValue(index)),
        UInt32Array n => Text(n.GetValue(index)),
        UInt64Array n => Text(n.GetValue(index)),
        DurationArray n => Text(n.GetValue(index)),
        HalfFloatArray n => Text(n.GetValue(index)),
        FloatArray n => Text(n.GetValue(index)),
        DoubleArray n => Text(n.GetValue(index)),
        _ => throw new InvalidOperationException($"values of {column.GetType().Name} are not read; IsReadable says so"),
    };

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static string Join(IArrowArray values) => string.Join(' ', Enumerable.Range(0, values.Length).Select(i => Text(values, i)).Where(t => t is not null));
}
