using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests;

/// <summary>The index on a real PostgreSQL server that the test starts for itself, on a Unix socket.</summary>
public sealed class PostgresTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-pg-").FullName;
    private readonly string? _programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task Postgres_answers_as_sqlite_does_and_two_nodes_index_nothing_twice()
    {
        Assert.SkipWhen(_programs is null, "PostgreSQL is not installed");
        await StartAsync();
        var connection = $"Host={_folder};Database=postgres;Username=postgres;Pooling=false";
        var home = LedgerHome.Create(
            Path.Combine(_folder, "log"), new KeyFolder(Path.Combine(_folder, "keys")), new LedgerSettings { Origin = "pg.example/log", Keys = [], PersonalFields = [] });
        await using (var session = home.OpenSession("test", TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => session.Recorder.AppendAsync(
                new LedgerRecord("model_access", new JsonObject
                {
                    ["actor"] = $"user{i % 7}", ["model"] = $"model{i % 3}", ["operation"] = "score", ["purpose"] = $"case {i}", ["outcome"] = i % 50 == 0 ? "deny" : "ok",
                }),
                AckLevel.Durable)));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => home.OpenIndex(connection).Dispose())));

        using var postgres = home.OpenIndex(connection);
        using var sqlite = home.OpenIndex();
        foreach (var query in new[]
        {
            new LedgerQuery(),
            new LedgerQuery { Filters = [("who", ["user3"]), ("model", ["model1", "model2"])] },
            new LedgerQuery { Filters = [("decision", ["deny"])], Since = DateTimeOffset.UnixEpoch, Before = 300 },
            new LedgerQuery { Filters = [("model", ["model0", "model1"])], Limit = 7 },
        })
        {
            Assert.Equal(sqlite.Find(query), postgres.Find(query));
            Assert.Equal(sqlite.CountBy(query, "who"), postgres.CountBy(query, "who"));
            Assert.Equal(sqlite.CountOverTime(query, TimeSpan.FromDays(7)), postgres.CountOverTime(query, TimeSpan.FromDays(7)));
        }
        Assert.Equal(500, postgres.CountBy(new LedgerQuery(), "kind").Single().Count);

        await using (var session = home.OpenSession("test", TimeProvider.System))
        {
            await session.Writer.AppendAsync(
                Encoding.UTF8.GetBytes($$"""{"actor":"{{Commitment.Prefix}}1","kind":"model_access","schema":"bylaw.record/1"}"""), AckLevel.Durable, TestContext.Current.CancellationToken);
        }
        postgres.CatchUp(home.Folder, null, TestContext.Current.CancellationToken);
        Assert.True(postgres.IsBlindToPeople);
        postgres.CatchUp(home.Folder, _ => "ana", TestContext.Current.CancellationToken);
        Assert.False(postgres.IsBlindToPeople);
        Assert.Equal([500L], postgres.Find(new LedgerQuery { Filters = [("who", ["ana"])] }));
    }

    public async ValueTask DisposeAsync()
    {
        if (_programs is not null && File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await AsPostgresAsync($"{_programs}/pg_ctl -D {Data} -m immediate stop");
        }
        Directory.Delete(_folder, true);
    }

    private async Task StartAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)511); // the server runs as another user
        }
        Assert.True(await AsPostgresAsync($"{_programs}/initdb -D {Data} -U postgres -A trust --no-sync") == 0, "initdb failed");
        var started = await AsPostgresAsync($"{_programs}/pg_ctl -D {Data} -w -l {_folder}/server.log -o \"-c listen_addresses= -c unix_socket_directories={_folder} -c fsync=off\" start");
        Assert.True(started == 0, "the server did not start");
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static async Task<int> AsPostgresAsync(string command)
    {
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("su", ["postgres", "-s", "/bin/sh", "-c", $"cd / && {command} >/dev/null 2>&1"])
            : new ProcessStartInfo("/bin/sh", ["-c", $"{command} >/dev/null 2>&1"]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
