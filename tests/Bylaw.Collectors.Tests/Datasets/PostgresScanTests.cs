using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Datasets;

/// <summary>One server for all: starting it is what takes time.</summary>
public sealed class PostgresScanTests
{
    [Fact]
    public async Task A_server_is_scanned_and_profiled_where_the_data_lives_and_its_loss_is_a_gap()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("""
            CREATE TABLE people (id int, age int, sex text, email text, label text);
            INSERT INTO people SELECT i, 20 + i % 50, CASE WHEN i % 3 = 0 THEN 'f' ELSE 'm' END, 'user' || i || '@example.org', CASE WHEN i % 4 = 0 THEN 'yes' ELSE 'no' END FROM generate_series(1, 1000) i;
            INSERT INTO people SELECT * FROM people WHERE id = 7;
            CREATE TABLE "Odd Name" (note text); INSERT INTO "Odd Name" VALUES ('nothing here');
            CREATE TABLE big (id int, filler text); INSERT INTO big SELECT i, repeat('x', 200) FROM generate_series(1, 300000) i;
            """);
        var scanner = new DataScanner(new ScanOptions());

        // All tables, by name and query.
        var all = scanner.ScanUri(server.Uri(""), CancellationToken.None);
        Assert.Equal(3, all.Count);
        var table = Assert.Single(scanner.ScanUri(server.Uri("&table=public.people"), CancellationToken.None));
        var query = Assert.Single(scanner.ScanUri(server.Uri("&query=" + Uri.EscapeDataString("SELECT email FROM people WHERE id < 11")), CancellationToken.None));
        Assert.Equal((1001, "VIOLATION", true), (table.Rows, table.Columns.Single(c => c.Name == "email").Verdict, table.IsComplete));
        Assert.Equal(11, query.Rows);
        Assert.DoesNotContain("postgres@", table.Name, StringComparison.Ordinal);

        // The profile, with aggregates on the server.
        var spec = (await CollectAsync(server.Uri("&table=people"))).Documents.Single().Spec;
        Assert.Equal(1001, spec["rows"]!.GetValue<long>());
        Assert.Equal(1, spec["quality"]!["duplicates"]!.GetValue<long>());
        Assert.Equal(6, spec["deidentification"]!["k"]!.GetValue<long>());
        Assert.Equal(251, spec["quality"]!["class_balance"]!["classes"]!.AsArray().Min(c => c!["count"]!.GetValue<long>()) + 1);
        Assert.Equal(44, spec["columns"]!.AsArray().Single(c => c!["name"]!.ToString() == "age")!["quantiles"]!["p50"]!.GetValue<double>());

        // What is not there, and what goes away in the middle.
        Assert.Equal(GapReason.NotFound, (await CollectAsync(server.Uri("&table=absent"))).Gaps.First(g => g.Field == "dataset.columns").Reason);
        var absent = Assert.Single(scanner.ScanUri(server.Uri("&table=absent"), CancellationToken.None));
        Assert.Equal((GapReason.NotFound, true), (Assert.Single(absent.Gaps).Reason, absent.Name.EndsWith("#absent", StringComparison.Ordinal)));
        Assert.Contains("SQLSTATE 42601", Assert.Single(Assert.Single(scanner.ScanUri(server.Uri("&query=SELEC"), CancellationToken.None)).Gaps).Message, StringComparison.Ordinal);
        Assert.Contains("`ssl`", Assert.Throws<FormatException>(() => scanner.ScanUri(server.Uri("&ssl=true"), CancellationToken.None)).Message, StringComparison.Ordinal);
        var stopped = false;
        var lost = Assert.Single(new DataScanner(new ScanOptions
        {
            Progress = _ =>
            {
                if (!stopped)
                {
                    stopped = true;
                    server.StopAsync().GetAwaiter().GetResult();
                }
            },
        }).ScanUri(server.Uri("&table=big"), CancellationToken.None));
        Assert.False(lost.IsComplete);
        Assert.InRange(lost.Rows, 1, 299_999);
        Assert.Equal(GapReason.Unreachable, lost.Gaps.Single().Reason);
        Assert.False(Assert.Single(scanner.ScanUri(server.Uri("&table=people"), CancellationToken.None)).IsComplete);
    }

    private static async Task<Collection> CollectAsync(string uri)
    {
        using var folder = new TemporaryFolder();
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");
        return await new CollectorRunner().RunAsync(collector, new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject("people"),
            Files = new SourceFolder(folder.Path),
            Clock = TimeProvider.System,
            Options = new JsonObject { ["uri"] = uri, ["profile"] = new JsonObject { ["label"] = "label", ["protected"] = "sex", ["quasi_identifiers"] = new JsonArray("age", "sex"), ["sensitive"] = "label", ["keys"] = "id" } },
        });
    }
}
