using System.Globalization;
using System.Text;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests;

/// <summary>A full queue that spools: nothing is lost, nothing comes twice, nothing overtakes.</summary>
public sealed class SpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-spool-").FullName;
    private readonly NoteSigner _signer = NoteSigner.Generate("test.example/log");

    [Fact]
    public async Task Records_beyond_a_full_queue_all_enter_the_log_in_order()
    {
        await using (var writer = LedgerWriter.Open(Options()))
        {
            var waiting = Enumerable.Range(0, 400).Select(i => writer.AppendAsync(Entry(i), i % 3 == 0 ? AckLevel.Spooled : AckLevel.Durable)).ToList();
            var receipts = await Task.WhenAll(waiting);
            Assert.Contains(receipts, r => r is { Level: AckLevel.Spooled, Index: -1 });
            Assert.All(receipts.Index().Where(r => r.Index % 3 != 0), r => Assert.Equal(r.Index, r.Item.Index));
        }

        Assert.Equal(Enumerable.Range(0, 400), Numbers());
        Assert.Equal(0, new FileInfo(new LedgerFolder(_folder).Spool).Length);
    }

    [Fact]
    public async Task What_a_crash_left_in_the_spool_enters_the_log_and_what_the_log_holds_does_not_come_twice()
    {
        await using (var writer = LedgerWriter.Open(Options()))
        {
            await writer.AppendAsync(Entry(0), AckLevel.Durable, TestContext.Current.CancellationToken);
        }
        var file = new LedgerFolder(_folder).Spool;
        using (var spool = SpoolFile.Open(PosixDisk.Instance, file, _ => []).Spool)
        {
            for (var i = 1; i <= 5; i++)
            {
                spool.Append(Entry(i).Span, 1);
            }
        }
        var left = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        // The log has taken two of them; then the machine went down before the spool was emptied, and tore the last record.
        await using (var writer = LedgerWriter.Open(Options() with { WhenFull = FullQueue.Block }))
        {
            Assert.Equal(6, writer.Size);
        }
        await File.WriteAllBytesAsync(file, [.. left, 9, 0, 0, 0, 1], TestContext.Current.CancellationToken);

        await using (var writer = LedgerWriter.Open(Options()))
        {
            Assert.Equal(6, writer.Size);
        }

        Assert.Equal(Enumerable.Range(0, 6), Numbers());
    }

    [Fact]
    public async Task A_spool_that_cannot_be_written_fails_its_writer_and_ends_the_ledger()
    {
        var disk = new Simulation.SimulatedDisk(new Random(3));
        await using var writer = LedgerWriter.Open(Options() with { Disk = disk, Folder = "/log" });
        disk.FaultAfter = 0;

        var failures = 0;
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await writer.AppendAsync(Entry(i), AckLevel.Spooled, TestContext.Current.CancellationToken);
            }
            catch (LedgerException)
            {
                failures++;
            }
        }

        Assert.InRange(failures, 1, 50);
        await Assert.ThrowsAsync<LedgerException>(() => writer.AppendAsync(Entry(99), AckLevel.Spooled, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_folder, true);
    }

    private static ReadOnlyMemory<byte> Entry(int number) => Encoding.UTF8.GetBytes($"record {number}");

    private IEnumerable<int> Numbers() => new SegmentReader(PosixDisk.Instance, new LedgerFolder(_folder).Segments).ReadFrom(0)
        .SelectMany(b => b.Entries()).Select(e => int.Parse(Encoding.UTF8.GetString(e.Span)[7..], CultureInfo.InvariantCulture)).ToList();

    private LedgerOptions Options() => new()
    {
        Folder = _folder,
        Origin = "test.example/log",
        Signer = _signer,
        QueueLimit = 2,
        WhenFull = FullQueue.Spool,
    };
}
