namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Tells what can be counted on a column.</summary>
internal enum ColumnKind
{
    /// <summary>Anything that is compared as text.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Dates and moments.</summary>
    Time,

    /// <summary>Lists, structures, bytes: only nulls are counted.</summary>
    Nested,
}

/// <summary>Names a column of a relation.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Type">The engine's type, in capitals.</param>
internal sealed record RelationColumn(string Name, string Type)
{
    private static readonly string[] _numbers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "REAL", "DECIMAL", "NUMERIC"];

    /// <summary>Gets the name as SQL writes it.</summary>
    public string Sql { get; } = Tables.DuckDbSession.Name(Name);

    /// <summary>Gets what can be counted.</summary>
    public ColumnKind Kind { get; } =
        Type.EndsWith(']') || Type.StartsWith("STRUCT", StringComparison.Ordinal) || Type.StartsWith("MAP", StringComparison.Ordinal) || Type.StartsWith("UNION", StringComparison.Ordinal) || Type is "BLOB" or "BYTEA" or "BIT" or "JSON" or "JSONB" or "XML" ? ColumnKind.Nested
        : Array.Exists(_numbers, n => Type.StartsWith(n, StringComparison.Ordinal)) ? ColumnKind.Number
        : Type.StartsWith("DATE", StringComparison.Ordinal) || Type.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? ColumnKind.Time
        : ColumnKind.Text;
}
