using System.Diagnostics;
using Npgsql;

namespace Bylaw.Collectors.Tests.Datasets;

/// <summary>A PostgreSQL server of the test's own, on a Unix socket; skips the test plainly where none is installed.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bylaw-pg-").FullName;
    private readonly string _programs;

    private PostgresServer(string programs) => _programs = programs;

    public string Socket => _folder;

    public static async Task<PostgresServer> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        Assert.SkipWhen(programs is null, "PostgreSQL is not installed");
        var server = new PostgresServer(programs!);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(server._folder, (UnixFileMode)511); // the server runs as another user
        }
        Assert.True(await server.RunAsync($"{programs}/initdb -D {server._folder}/data -U postgres -A trust --no-sync") == 0, "initdb failed");
        Assert.True(await server.RunAsync($"{programs}/pg_ctl -D {server._folder}/data -w -l {server._folder}/server.log -o \"-c listen_addresses= -c unix_socket_directories={server._folder} -c fsync=off\" start") == 0, "the server did not start");
        return server;
    }

    public string Uri(string query) => $"postgres://postgres@localhost/postgres?host={System.Uri.EscapeDataString(_folder)}{query}";

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"Host={_folder};Database=postgres;Username=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task StopAsync() => RunAsync($"{_programs}/pg_ctl -D {_folder}/data -m immediate stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists($"{_folder}/data/postmaster.pid"))
        {
            await StopAsync();
        }
        Directory.Delete(_folder, true);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private async Task<int> RunAsync(string command)
    {
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("su", ["postgres", "-s", "/bin/sh", "-c", $"cd / && {command} >/dev/null 2>&1"])
            : new ProcessStartInfo("/bin/sh", ["-c", $"{command} >/dev/null 2>&1"]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
