using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;
using Bylaw.Testing;

namespace Bylaw.Ledger.Tests;

/// <summary>Real file systems that are full, short or read-only, and clocks that jump: clear, and nothing lost.</summary>
public sealed class RealDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-disk-").FullName;
    private readonly NoteSigner _signer = NoteSigner.Generate("test.example/log");
    private bool _mounted;

    [Fact]
    public async Task A_full_disk_ends_the_ledger_and_with_room_again_it_holds_all_that_was_acknowledged()
    {
        Mount("size=192k");
        var acknowledged = 0;
        await using (var writer = LedgerWriter.Open(Options()))
        {
            var error = await Assert.ThrowsAsync<LedgerException>(async () =>
            {
                // Entries of several pages, so that the write in which the room ends is cut short.
                for (; acknowledged < 1_000; acknowledged++)
                {
                    await writer.AppendAsync(Entry(acknowledged, 9_000), AckLevel.Durable);
                }
            });
            Assert.Contains("takes no more", error.Message, StringComparison.Ordinal);
        }
        Assert.InRange(acknowledged, 1, 30);

        Run("mount", "-o", "remount,size=8m", Place);
        await using (var writer = LedgerWriter.Open(Options()))
        {
            Assert.InRange(writer.Size, acknowledged, acknowledged + 1);
            await writer.AppendAsync(Entry((int)writer.Size, 100), AckLevel.Checkpointed, TestContext.Current.CancellationToken);
        }

        CheckOrder(acknowledged + 1);
    }

    [Fact]
    public async Task A_read_only_volume_can_be_read_and_is_refused_for_writing_in_one_line()
    {
        Mount("size=4m");
        var keys = new KeyFolder(Path.Combine(_folder, "keys"));
        var home = LedgerHome.Create(Path.Combine(Place, "home"), keys, new LedgerSettings { Origin = "test.example/ro", Keys = [] });
        await using (var session = home.OpenSession("test", TimeProvider.System))
        {
            await session.Writer.AppendAsync(Entry(0, 50), AckLevel.Checkpointed, TestContext.Current.CancellationToken);
        }
        Run("mount", "-o", "remount,ro", Place);

        var error = Assert.Throws<LedgerException>(() => home.OpenSession("test", TimeProvider.System));

        Assert.Contains("cannot be opened for writing", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Single(home.ReadFrom(0));
        Assert.True(home.Prove(0).Verify(home.ReadEntry(0)!.Value.Span, home.Settings.ToPolicy(), out _, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_write_that_the_system_cuts_short_loses_no_acknowledged_record(int limitKilobytes)
    {
        // A limit on the length of files, with its signal ignored: the write that crosses it is cut short, the next fails.
        var program = Path.Combine(SharedData.RepositoryRoot, "artifacts/bin/Bylaw.LedgerFaults/release/Bylaw.LedgerFaults.dll");
        Assert.True(File.Exists(program), "eng/Bylaw.LedgerFaults is not built");
        var place = Path.Combine(_folder, "short");
        var start = new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {limitKilobytes.ToString(CultureInfo.InvariantCulture)}; exec dotnet '{program}' '{place}' posix 24"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // its double mapping is a file too
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var words = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToList();
        var last = words.Where(w => w[0] == "ack").Select(w => long.Parse(w[1], CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();

        Assert.True(words.Exists(w => w[0] == "failed"), $"the limit was never met: {output} {await error}");
        NoteSigner.TryParse(await File.ReadAllTextAsync(Path.Combine(place, "key"), TestContext.Current.CancellationToken), out var signer);
        await using (var writer = LedgerWriter.Open(Options() with { Folder = Path.Combine(place, "log"), Origin = signer.Name, Signer = signer, AnchorFile = Path.Combine(place, "anchor") }))
        {
            Assert.True(writer.Size > last, $"{last} was acknowledged, {writer.Size} are there");
        }
        signer.Dispose();
    }

    [Fact]
    public async Task A_clock_that_jumps_changes_no_order_and_no_segment_is_lost()
    {
        var clock = new JumpingClock();
        var log = Path.Combine(_folder, "clock");
        var options = Options() with { Folder = log, Clock = clock };
        await using (var writer = LedgerWriter.Open(options))
        {
            for (var i = 0; i < 60; i++)
            {
                clock.Now = DateTimeOffset.UnixEpoch.AddDays(20_000 + (i % 5 * 100) - (i % 7 * 400));
                await writer.AppendAsync(Entry(i, 40), i % 10 == 0 ? AckLevel.Checkpointed : AckLevel.Durable, TestContext.Current.CancellationToken);
            }
        }
        clock.Now = DateTimeOffset.UnixEpoch;
        await using (var writer = LedgerWriter.Open(options))
        {
            Assert.Equal(60, writer.Size);
            await writer.AppendAsync(Entry(60, 40), AckLevel.Checkpointed, TestContext.Current.CancellationToken);
        }

        CheckOrder(61, log);
        Assert.InRange(Directory.GetFiles(Path.Combine(log, "segments")).Length, 2, 10);
    }

    [Fact]
    public async Task A_key_that_is_not_the_ledgers_is_refused()
    {
        var (mine, other) = (new KeyFolder(Path.Combine(_folder, "mine")), new KeyFolder(Path.Combine(_folder, "other")));
        var home = LedgerHome.Create(Path.Combine(_folder, "home"), mine, new LedgerSettings { Origin = "test.example/key", Keys = [] });
        await using (home.OpenSession("test", TimeProvider.System))
        {
        }
        other.CreateSigner("test.example/key").Dispose();

        var wrong = Assert.Throws<LedgerException>(() => LedgerHome.Open(home.Folder.Root, other).OpenSession("test", TimeProvider.System));
        var none = Assert.Throws<LedgerException>(() => LedgerHome.Open(home.Folder.Root, new KeyFolder(Path.Combine(_folder, "none"))).OpenSession("test", TimeProvider.System));

        Assert.Contains("is not one of the ledger's keys", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("is not in", none.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _signer.Dispose();
        if (_mounted)
        {
            Run("umount", "-l", Place);
        }
        Directory.Delete(_folder, true);
    }

    private string Place => Path.Combine(_folder, "small");

    /// <summary>Mounts a small file system of its own; where this user may not, the test is passed over.</summary>
    private void Mount(string options)
    {
        Directory.CreateDirectory(Place);
        var (code, output) = Start("mount", "-t", "tmpfs", "-o", options, "tmpfs", Place);
        Assert.SkipWhen(code != 0, $"this user may not mount a file system: {output.Trim()}");
        _mounted = true;
    }

    private static void Run(string program, params string[] arguments)
    {
        var (code, output) = Start(program, arguments);
        Assert.True(code == 0, output);
    }

    private static (int Code, string Output) Start(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, error.Message);
        }
    }

    private static ReadOnlyMemory<byte> Entry(int number, int length) => Encoding.ASCII.GetBytes($"entry {number} ".PadRight(length, '.'));

    private void CheckOrder(int count, string? folder = null)
    {
        var log = folder ?? Path.Combine(Place, "log");
        Assert.True(new CheckpointPolicy { LogKeys = [_signer.Verifier] }.TryOpen(File.ReadAllBytes(Path.Combine(log, "checkpoint")), out var checkpoint, out var problem), problem);
        Assert.True(TileLogVerifier.TryVerify(new FolderTileSource(log), checkpoint, out var report), report.Problem);
        var number = 0;
        foreach (var entry in new SegmentReader(PosixDisk.Instance, Path.Combine(log, "segments")).ReadFrom(0).SelectMany(b => b.Entries()))
        {
            Assert.StartsWith($"entry {number++} ", Encoding.ASCII.GetString(entry.Span), StringComparison.Ordinal);
        }
        Assert.InRange(number, count, count + 1);
    }

    private LedgerOptions Options() => new()
    {
        Folder = Path.Combine(Place, "log"),
        Origin = _signer.Name,
        Signer = _signer,
        AnchorFile = Path.Combine(_folder, "anchor"),
    };

    private sealed class JumpingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
