using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Bylaw.Ledger.Privacy;

/// <summary>A value disclosed from the vault, with what proves that it is the one in the leaf.</summary>
/// <param name="Path">The field's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Salt">The salt of the commitment.</param>
public sealed record Disclosure(string Path, string Value, byte[] Salt);

/// <summary>
/// Keeps personal values and their salts outside the log, each person's under a key of their own; erasing a person destroys
/// that key and the rows. The file holds no value and no name in clear.
/// </summary>
/// <remarks>
/// Ciphers are AES-256-GCM with random nonces of 96 bits. A person's key is wrapped with the vault's key, which lies beside
/// the signing key. Persons are found by HMAC of their name under the vault's key. Not thread-safe.
/// </remarks>
public sealed class PersonalVault : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly SqliteConnection _connection;
    private readonly byte[] _vaultKey;

    private PersonalVault(SqliteConnection connection, byte[] vaultKey)
    {
        _connection = connection;
        _vaultKey = vaultKey;
    }

    /// <summary>Opens a vault, or makes it.</summary>
    /// <param name="file">The vault's file.</param>
    /// <param name="vaultKey">32 secret bytes that lie elsewhere.</param>
    /// <returns>The vault.</returns>
    public static PersonalVault Open(string file, byte[] vaultKey)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        // Deleted rows are overwritten, and no second file keeps older pages.
        Run(connection, "PRAGMA journal_mode=TRUNCATE; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;");
        Run(connection, """
            CREATE TABLE IF NOT EXISTS person(id BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS value(commitment TEXT PRIMARY KEY, person BLOB NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS value_person ON value(person);
            """);
        return new PersonalVault(connection, vaultKey);
    }

    /// <summary>Puts a value into the vault and returns what stands for it in the leaf.</summary>
    /// <param name="person">Whose value it is.</param>
    /// <param name="path">The field's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The commitment.</returns>
    public string Commit(string person, string path, string value)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var commitment = Commitment.Of(salt, path, value);
        var id = IdOf(person);
        var key = KeyOf(id) ?? AddPerson(id);
        try
        {
            var clear = Encoding.UTF8.GetBytes($"{path}\0{value}");
            Run(
                _connection,
                "INSERT INTO value(commitment, person, sealed) VALUES ($c, $p, $s)",
                ("$c", commitment), ("$p", id), ("$s", Seal(key, [.. salt, .. clear])));
            return commitment;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens a commitment, for whoever may see the value.</summary>
    /// <param name="commitment">The commitment in the leaf.</param>
    /// <returns>Value and salt; null when they are not here, or were erased.</returns>
    public Disclosure? Disclose(string commitment)
    {
        using var command = Command(_connection, "SELECT person, sealed FROM value WHERE commitment = $c", ("$c", commitment));
        using var reader = command.ExecuteReader();
        if (!reader.Read() || KeyOf((byte[])reader[0]) is not { } key)
        {
            return null;
        }
        var clear = Unseal(key, (byte[])reader[1]);
        CryptographicOperations.ZeroMemory(key);
        var text = Encoding.UTF8.GetString(clear, 32, clear.Length - 32).Split('\0', 2);
        return new Disclosure(text[0], text[1], clear[..32]);
    }

    /// <summary>Returns a short stand-in for the person behind a commitment, the same for all their values, for use in an index.</summary>
    /// <param name="commitment">The commitment in the leaf.</param>
    /// <returns>The stand-in; null when the value is not here, or was erased.</returns>
    public string? StandInOf(string commitment)
    {
        using var command = Command(_connection, "SELECT person FROM value WHERE commitment = $c", ("$c", commitment));
        return command.ExecuteScalar() is byte[] id ? StandIn(id) : null;
    }

    /// <summary>Returns the stand-in of a person that is known by name.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The same text as for each of their commitments.</returns>
    public string StandInOfPerson(string person) => StandIn(IdOf(person));

    /// <summary>Lists the commitments that stand for values of a person.</summary>
    /// <param name="person">The person.</param>
    /// <returns>Commitments, unordered.</returns>
    public List<string> CommitmentsOf(string person)
    {
        using var command = Command(_connection, "SELECT commitment FROM value WHERE person = $p", ("$p", IdOf(person)));
        using var reader = command.ExecuteReader();
        var list = new List<string>();
        while (reader.Read())
        {
            list.Add(reader.GetString(0));
        }
        return list;
    }

    /// <summary>Destroys a person's key and values. The leaves keep their commitments, which nobody can open any more.</summary>
    /// <param name="person">The person.</param>
    /// <returns>How many values are gone.</returns>
    public int Erase(string person)
    {
        var id = IdOf(person);
        using var command = Command(_connection, "DELETE FROM value WHERE person = $p", ("$p", id));
        var count = command.ExecuteNonQuery();
        Run(_connection, "DELETE FROM person WHERE id = $p", ("$p", id));
        Run(_connection, "VACUUM");
        return count;
    }

    /// <summary>Removes values whose entries were pruned, and the keys of persons of whom nothing is left.</summary>
    /// <param name="commitments">The commitments that stood in those entries.</param>
    public void Drop(IReadOnlyCollection<string> commitments)
    {
        using (var transaction = _connection.BeginTransaction())
        {
            foreach (var commitment in commitments)
            {
                using var command = Command(_connection, "DELETE FROM value WHERE commitment = $c", ("$c", commitment));
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }
            using var orphans = Command(_connection, "DELETE FROM person WHERE id NOT IN (SELECT person FROM value)");
            orphans.Transaction = transaction;
            orphans.ExecuteNonQuery();
            transaction.Commit();
        }
        Run(_connection, "VACUUM");
    }

    /// <summary>Returns what names a person in an erasure record without telling who it is.</summary>
    /// <param name="person">The person.</param>
    /// <returns>A keyed digest that only the holder of the vault's key can compute.</returns>
    public string ReferenceOf(string person) => $"person:{Convert.ToHexStringLower(IdOf(person))}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        CryptographicOperations.ZeroMemory(_vaultKey);
    }

    private static string StandIn(byte[] id) => $"person:{Convert.ToHexStringLower(id.AsSpan(0, 10))}";

    private byte[] IdOf(string person) => HMACSHA256.HashData(_vaultKey, Encoding.UTF8.GetBytes($"person\0{person}"));

    private byte[]? KeyOf(byte[] id)
    {
        using var command = Command(_connection, "SELECT key FROM person WHERE id = $p", ("$p", id));
        return command.ExecuteScalar() is byte[] wrapped ? Unseal(_vaultKey, wrapped) : null;
    }

    private byte[] AddPerson(byte[] id)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Run(_connection, "INSERT INTO person(id, key) VALUES ($p, $k)", ("$p", id), ("$k", Seal(_vaultKey, key)));
        return key;
    }

    private static byte[] Seal(byte[] key, byte[] clear)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + clear.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(
            sealedBytes.AsSpan(0, NonceBytes), clear, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return sealedBytes;
    }

    private static byte[] Unseal(byte[] key, byte[] sealedBytes)
    {
        var clear = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(
            sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), clear);
        return clear;
    }

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }
        return command;
    }
}
