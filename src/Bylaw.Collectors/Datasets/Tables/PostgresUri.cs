using Npgsql;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads a PostgreSQL URI: <c>postgres://user:password@host:port/database?table=schema.name</c> or <c>?query=SELECT…</c>; <c>&amp;host=/folder</c> for a Unix socket, <c>&amp;sslmode=verify-full</c>.</summary>
public sealed class PostgresUri
{
    private readonly string _connection;

    private static readonly string[] _known = ["host", "query", "sslmode", "table"];

    private PostgresUri(string connection, string safeName, string? query, string? table) => (_connection, SafeName, Query, Table) = (connection, safeName, query, table);

    /// <summary>Gets the name without credentials.</summary>
    public string SafeName { get; }

    /// <summary>Gets the table that was asked for, or null for a query and for all tables.</summary>
    public string? Table { get; }

    /// <summary>Gets the query that was asked for, or null for all tables.</summary>
    public string? Query { get; }

    /// <summary>Reads a URI.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="password">The password, when it does not stand in the URI.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="FormatException">It is not a PostgreSQL URI.</exception>
    public static PostgresUri Parse(string uri, string? password = null)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("postgres" or "postgresql") || parsed.AbsolutePath.Length < 2)
        {
            throw new FormatException("give postgres://user@host:port/database, with ?table=NAME or ?query=SELECT…, or duckdb:SELECT…");
        }
        var login = parsed.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = parsed.Host,
            Port = parsed.Port > 0 ? parsed.Port : 5432,
            Database = Uri.UnescapeDataString(parsed.AbsolutePath[1..]),
            Timeout = 10,
            ApplicationName = "bylaw scan",
        };
        if (login[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(login[0]);
        }
        if (login.Length > 1 || password is not null)
        {
            builder.Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : password;
        }
        var options = parsed.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p.Length > 1 ? Uri.UnescapeDataString(p[1]) : "");
        if (options.Keys.FirstOrDefault(k => !_known.Contains(k)) is { } unknown)
        {
            throw new FormatException($"`{unknown}` is not known in a PostgreSQL URI; known are {string.Join(", ", _known)}");
        }
        if (options.TryGetValue("sslmode", out var mode))
        {
            builder.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var ssl) && Enum.IsDefined(ssl)
                ? ssl
                : throw new FormatException("`sslmode` is one of disable, allow, prefer, require, verify-ca, verify-full");
        }
        if (options.TryGetValue("host", out var socket) && socket.Length > 0)
        {
            builder.Host = socket; // the folder of a Unix socket, as libpq has it
        }
        var table = options.ContainsKey("query") ? null : options.GetValueOrDefault("table");
        var query = options.GetValueOrDefault("query") ?? (table is not null ? $"SELECT * FROM {string.Join('.', table.Split('.').Select(DuckDbSession.Name))}" : null);
        return new(builder.ConnectionString, $"postgres://{parsed.Host}:{builder.Port}/{builder.Database}", query, table);
    }

    /// <summary>Opens a connection.</summary>
    /// <returns>An open connection to dispose.</returns>
    /// <exception cref="NpgsqlException">The server does not answer or refuses.</exception>
    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_connection);
        connection.Open();
        return connection;
    }

    /// <summary>Lists the tables that are not the system's.</summary>
    /// <returns>Names with a query for each.</returns>
    /// <exception cref="NpgsqlException">The server does not answer or refuses.</exception>
    public IReadOnlyList<(string Name, string Query)> ListTables()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2", connection);
        using var reader = command.ExecuteReader();
        var tables = new List<(string, string)>();
        while (reader.Read())
        {
            var (schema, name) = (reader.GetString(0), reader.GetString(1));
            tables.Add(($"{schema}.{name}", $"SELECT * FROM {DuckDbSession.Name(schema)}.{DuckDbSession.Name(name)}"));
        }
        return tables;
    }
}
