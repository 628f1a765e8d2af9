using System.Data.Common;
using System.Globalization;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads a query of a database server or file through its own driver, row by row where the data lives.</summary>
/// <param name="connection">An open connection, closed with the table.</param>
/// <param name="query">One SELECT.</param>
/// <param name="sqlType">Tells the SQL type of a type that the source declares; null for text. None is told when it is null.</param>
public sealed class ReaderTable(DbConnection connection, string query, Func<string, string?>? sqlType = null) : ITable
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private string[]? _columns;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => _columns ??= ReadColumns();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Unreadable { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Types
    {
        get
        {
            _columns ??= ReadColumns();
            return _types;
        }
    }

    /// <inheritdoc/>
    public long RejectedRows => 0;

    /// <inheritdoc/>
    public IEnumerable<string?[]> Rows(CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        command.CommandTimeout = 600;
        using var reader = Guard(() => command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess));
        var row = new string?[reader.FieldCount];
        while (Guard(reader.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Guard(() =>
            {
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = Text(reader.GetValue(i));
                }
                return true;
            });
            yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        string text => text,
        byte[] bytes => Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private string[] ReadColumns()
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = Guard(() => command.ExecuteReader(System.Data.CommandBehavior.SchemaOnly));
        for (var i = 0; i < reader.FieldCount && sqlType is not null; i++)
        {
            if (sqlType(reader.GetDataTypeName(i)) is { } type)
            {
                _types.TryAdd(reader.GetName(i), type);
            }
        }
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is DbException or IOException or TimeoutException or InvalidOperationException)
        {
            throw DatabaseFault.Of(error);
        }
    }
}
