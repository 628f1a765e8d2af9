using System.Text;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests;

public sealed class WriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-test-").FullName;
    private readonly NoteSigner _signer = NoteSigner.Generate("test.example/log");

    [Fact]
    public async Task Records_of_many_writers_each_get_their_own_index_and_verify()
    {
        var receipts = new List<LedgerReceipt>();
        await using (var writer = LedgerWriter.Open(Options()))
        {
            var tasks = Enumerable.Range(0, 700).Select(i =>
                writer.AppendAsync(Bytes($"record {i}"), i % 50 == 0 ? AckLevel.Checkpointed : AckLevel.Durable, TestContext.Current.CancellationToken));
            receipts.AddRange(await Task.WhenAll(tasks));
        }

        Assert.Equal(700, receipts.Select(r => r.Index).Distinct().Count());
        var policy = new CheckpointPolicy { LogKeys = [_signer.Verifier] };
        Assert.All(receipts.Where(r => r.Checkpoint is not null), r =>
        {
            Assert.True(policy.TryOpen(Encoding.UTF8.GetBytes(r.Checkpoint!), out var checkpoint, out _));
            Assert.True(checkpoint.Size > r.Index);
        });
        VerifyAll(policy, 700);
    }

    [Fact]
    public async Task Reopening_goes_on_where_the_log_ended()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var writer = LedgerWriter.Open(Options());
            for (var i = 0; i < 130; i++)
            {
                Assert.Equal((round * 130) + i, (await writer.AppendAsync(Bytes($"{round} {i}"), AckLevel.Durable, TestContext.Current.CancellationToken)).Index);
            }
        }
        VerifyAll(new CheckpointPolicy { LogKeys = [_signer.Verifier] }, 650);
    }

    [Fact]
    public async Task A_second_writer_is_refused()
    {
        await using var writer = LedgerWriter.Open(Options());

        var error = Assert.Throws<LedgerException>(() => LedgerWriter.Open(Options()));

        Assert.Contains("another process writes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_copy_put_back_is_refused()
    {
        await Append("one");
        var copy = _folder + "-copy";
        Copy(Path.Combine(_folder, "log"), copy);
        await Append("two");
        Directory.Delete(Path.Combine(_folder, "log"), true);
        Directory.Move(copy, Path.Combine(_folder, "log"));

        var error = Assert.Throws<LedgerException>(() => LedgerWriter.Open(Options()));

        Assert.Contains("an old copy was put back", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_entry_is_never_signed_for()
    {
        await Append("one", "two", "three");
        var segment = Directory.GetFiles(Path.Combine(_folder, "log", "segments")).Single();
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf("two"u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);

        Assert.Throws<LedgerException>(() => LedgerWriter.Open(Options()));
    }

    [Fact]
    public async Task Deleted_tiles_come_back()
    {
        await Append([.. Enumerable.Range(0, 600).Select(i => $"r{i}")]);
        Directory.Delete(Path.Combine(_folder, "log", "tile"), true);

        await Append("last");

        VerifyAll(new CheckpointPolicy { LogKeys = [_signer.Verifier] }, 601);
    }

    [Fact]
    public async Task A_forged_tile_is_found_although_the_entries_are_whole()
    {
        await Append("one", "two", "three");
        var tile = Path.Combine(_folder, "log", "tile/0/000.p/3");
        var bytes = await File.ReadAllBytesAsync(tile, TestContext.Current.CancellationToken);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(tile, bytes, TestContext.Current.CancellationToken);
        var note = await File.ReadAllBytesAsync(Path.Combine(_folder, "log", "checkpoint"), TestContext.Current.CancellationToken);
        new CheckpointPolicy { LogKeys = [_signer.Verifier] }.TryOpen(note, out var checkpoint, out _);

        Assert.False(TileLogVerifier.TryVerify(new FolderTileSource(Path.Combine(_folder, "log")), checkpoint, out var report));
        Assert.Contains("does not follow from the entries", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_denies_when_told_to_and_loses_nothing()
    {
        var denied = 0;
        var written = 0;
        await using (var writer = LedgerWriter.Open(Options() with { QueueLimit = 4, WhenFull = FullQueue.Deny }))
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
            {
                await Task.Yield();
                try
                {
                    await writer.AppendAsync(Bytes($"{i}"), AckLevel.Durable);
                    Interlocked.Increment(ref written);
                }
                catch (LedgerException)
                {
                    Interlocked.Increment(ref denied);
                }
            }));
            Assert.Equal(written, writer.Size);
        }
        Assert.Equal(200, denied + written);
    }

    [Fact]
    public async Task A_disk_that_fails_ends_the_ledger_for_all_who_wait()
    {
        var disk = new Simulation.SimulatedDisk(new Random(1));
        await using var writer = LedgerWriter.Open(Options() with { Disk = disk, Folder = "/log", AnchorFile = null });
        await writer.AppendAsync(Bytes("good"), AckLevel.Checkpointed, TestContext.Current.CancellationToken);
        disk.FaultAfter = 1;

        var first = await Assert.ThrowsAsync<LedgerException>(() => writer.AppendAsync(Bytes("lost"), AckLevel.Durable));
        var second = await Assert.ThrowsAsync<LedgerException>(() => writer.AppendAsync(Bytes("later"), AckLevel.Durable));

        Assert.Contains("takes no more", first.Message, StringComparison.Ordinal);
        Assert.Same(first, second);
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_folder, true);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task Append(params string[] entries)
    {
        await using var writer = LedgerWriter.Open(Options());
        await Task.WhenAll(entries.Select(e => writer.AppendAsync(Bytes(e), AckLevel.Checkpointed)));
    }

    private void VerifyAll(CheckpointPolicy policy, long size)
    {
        var log = Path.Combine(_folder, "log");
        Assert.True(policy.TryOpen(File.ReadAllBytes(Path.Combine(log, "checkpoint")), out var checkpoint, out var problem), problem);
        Assert.Equal(size, checkpoint.Size);
        Assert.True(TileLogVerifier.TryVerify(new FolderTileSource(log), checkpoint, out var report), report.Problem);
        Assert.Equal(size, new SegmentReader(PosixDisk.Instance, Path.Combine(log, "segments")).ReadFrom(0).Sum(b => (long)b.Count));
    }

    private LedgerOptions Options() => new()
    {
        Folder = Path.Combine(_folder, "log"),
        Origin = "test.example/log",
        Signer = _signer,
        AnchorFile = Path.Combine(_folder, "keys", "anchor"),
        MaxSegmentBytes = 8192,
    };
}
