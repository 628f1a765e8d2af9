using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;
using Bylaw.Testing;

namespace Bylaw.Ledger.Tests;

/// <summary>Fails, or kills at, each system call of the committer in turn, in a real process on a real disk.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Records = 24;
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-fault-").FullName;

    private static readonly string[] _errors = ["error=EIO", "error=ENOSPC", "error=EDQUOT", "signal=KILL"];

    /// <summary>More places: <c>BYLAW_FAULT_PLACES=40</c> fails each call at its first 40 places, which takes most of an hour.</summary>
    private static IEnumerable<int> Places =>
        int.TryParse(Environment.GetEnvironmentVariable("BYLAW_FAULT_PLACES"), CultureInfo.InvariantCulture, out var places) ? Enumerable.Range(1, places) : [2, 7];

    [Theory]
    [InlineData("fdatasync")]
    [InlineData("pwrite64")]
    [InlineData("fsync")]
    [InlineData("rename")]
    public async Task A_system_call_that_fails_or_kills_loses_no_acknowledged_record(string call)
    {
        foreach (var fault in _errors)
        {
            foreach (var when in Places)
            {
                await FailAsync(call, fault, when);
            }
        }
    }

    [Theory]
    [InlineData("openat", 25)]
    [InlineData("pread64", 5)]
    [InlineData("lseek", 6)]
    [InlineData("ftruncate", 2)]
    [InlineData("unlink", 1)]
    [InlineData("close", 16)]
    [InlineData("mkdir", 2)]
    [InlineData("flock", 1)]
    public async Task Nor_does_one_that_opens_reads_cuts_removes_or_closes(string call, int place)
    {
        foreach (var fault in _errors)
        {
            foreach (var when in Places is int[] ? [place] : Places)
            {
                await FailAsync(call, fault, when);
            }
        }
    }

    [Fact]
    public async Task A_write_that_takes_nothing_is_no_success()
    {
        var place = Path.Combine(_folder, "nothing");

        var (acknowledged, signed) = await RunAsync(place, "posix", "inject=pwrite64:retval=0:when=12+");

        Assert.True(acknowledged.Count < Records);
        Check(place, acknowledged, signed, "pwrite64 retval=0");
    }

    [Fact]
    public async Task After_a_failed_sync_nothing_is_acknowledged_any_more()
    {
        // The header of the first segment and the two heads are synced too, so fewer records than syncs were acknowledged.
        var (acknowledged, _) = await RunAsync(Path.Combine(_folder, "posix"), "posix", "inject=fdatasync:error=EIO:when=6+");

        Assert.InRange(acknowledged.Count, 1, 5);
    }

    [Fact]
    public async Task A_ledger_built_on_FlushToDisk_goes_on_acknowledging_after_failed_syncs()
    {
        var (acknowledged, _) = await RunAsync(Path.Combine(_folder, "flush"), "flush", "inject=fsync,fdatasync:error=EIO:when=20+");
        var (honest, _) = await RunAsync(Path.Combine(_folder, "honest"), "posix", "inject=fsync,fdatasync:error=EIO:when=20+");

        Assert.Equal(Records, acknowledged.Count);
        Assert.True(honest.Count < Records, "the control proves nothing when the real ledger goes on as well");
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private async Task FailAsync(string call, string fault, int when)
    {
        var place = Path.Combine(_folder, $"{call}-{fault}-{when}");
        // Files are removed only when the first tile is full.
        var (acknowledged, signed) = await RunAsync(place, "posix", $"inject={call}:{fault}:when={when}+", call == "unlink" ? 300 : Records);
        Check(place, acknowledged, signed, $"{call} {fault} {when}");
        Assert.True(call != "unlink" || acknowledged.Count >= 250, $"{acknowledged.Count} records were acknowledged before the first file was to be removed");
        if (Directory.Exists(place))
        {
            Directory.Delete(place, true);
        }
    }

    /// <summary>The ledger's own files and folders, so that what the runtime opens and closes for itself is not what fails.</summary>
    private static IEnumerable<string> Paths(string place, int records)
    {
        var log = Path.Combine(place, "log");
        foreach (var name in new[] { "", "lock", "head", "head.next", "checkpoint", "checkpoint.next", "synced", "spool", "segments", "tile", "tile/0", "tile/0/000.p", "tile/entries", "tile/entries/000.p" })
        {
            yield return Path.Combine(log, name).TrimEnd('/');
        }
        yield return Path.Combine(place, "anchor");
        for (var index = 0; index <= records; index++)
        {
            yield return Path.Combine(log, "segments", SegmentFormat.FileName(DateTimeOffset.UtcNow, index));
            yield return Path.Combine(log, $"tile/0/000.p/{index}");
            yield return Path.Combine(log, $"tile/entries/000.p/{index}");
        }
    }

    private static async Task<(List<long> Acknowledged, Dictionary<long, string> Signed)> RunAsync(string place, string kind, string inject, int records = Records)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed");
        var program = Path.Combine(SharedData.RepositoryRoot, "artifacts/bin/Bylaw.LedgerFaults/release/Bylaw.LedgerFaults.dll");
        Assert.True(File.Exists(program), "eng/Bylaw.LedgerFaults is not built");
        const string calls = "trace=fdatasync,pwrite64,fsync,rename,openat,pread64,lseek,ftruncate,unlink,close,mkdir,flock";
        var only = kind == "posix" ? Paths(place, records).SelectMany(p => new[] { "-P", p }) : [];
        var start = new ProcessStartInfo("strace", ["-f", "-qq", "-o", "/dev/null", .. only, "-e", calls, "-e", inject, "dotnet", program, place, kind, $"{records}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime's own files must not be what fails.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{inject}: somebody waits for ever; printed so far: {await printed}");
        }
        var output = await printed;
        Assert.SkipWhen((await error).Contains("ptrace", StringComparison.OrdinalIgnoreCase), "strace may not trace here");
        var words = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToList();
        var signed = new Dictionary<long, string>();
        foreach (var line in words.Where(w => w[0] == "signed"))
        {
            signed[long.Parse(line[1], CultureInfo.InvariantCulture)] = line[2];
        }
        return ([.. words.Where(w => w[0] == "ack").Select(w => long.Parse(w[1], CultureInfo.InvariantCulture))], signed);
    }

    /// <summary>Opens what is left as a new process would, and compares with what the killed one had promised.</summary>
    private static void Check(string place, List<long> acknowledged, Dictionary<long, string> signed, string fault)
    {
        if (!File.Exists(Path.Combine(place, "key")))
        {
            Assert.Empty(acknowledged);
            return;
        }
        Assert.True(NoteSigner.TryParse(File.ReadAllText(Path.Combine(place, "key")), out var signer));
        var segments = Path.Combine(place, "log", "segments");
        var writer = LedgerWriter.Open(new LedgerOptions
        {
            Folder = Path.Combine(place, "log"),
            Origin = "faults.example/log",
            Signer = signer,
            AnchorFile = Path.Combine(place, "anchor"),
            MaxSegmentBytes = 4096,
        });
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var range = new CompactRange();
        foreach (var entry in new SegmentReader(PosixDisk.Instance, segments).ReadFrom(0).SelectMany(b => b.Entries()))
        {
            Assert.StartsWith($"record {range.Size} ", Encoding.UTF8.GetString(entry.Span), StringComparison.Ordinal);
            range.Append(MerkleHash.OfLeaf(entry.Span));
            Assert.True(!signed.TryGetValue(range.Size, out var root) || root == range.Root().ToBase64(), $"{fault}: two roots at {range.Size}");
        }
        var last = acknowledged.DefaultIfEmpty(-1).Max();
        Assert.True(range.Size > last, $"{fault}: {last} was acknowledged, {range.Size} are there");
        signer.Dispose();
    }
}
