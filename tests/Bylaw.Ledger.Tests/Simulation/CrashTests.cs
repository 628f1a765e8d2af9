using System.Globalization;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests.Simulation;

/// <summary>Runs the committer's and publisher's very code on a simulated disk, cutting the power or failing calls at random.</summary>
/// <remarks>More points: <c>BYLAW_CRASH_POINTS=1000000</c> before the test command; it holds for power cuts and for failed calls alike.</remarks>
public sealed class CrashTests
{
    private static long Points => long.TryParse(
        Environment.GetEnvironmentVariable("BYLAW_CRASH_POINTS"), CultureInfo.InvariantCulture, out var points) ? points : 1_500;

    [Fact]
    public void No_power_cut_loses_an_acknowledged_record_or_lets_a_size_have_two_roots()
    {
        for (long done = 0, seed = 1; done < Points; seed++)
        {
            done += new World((int)seed, faults: false).Run(rounds: 8);
        }
    }

    [Fact]
    public void No_failed_call_loses_an_acknowledged_record_or_lets_a_size_have_two_roots()
    {
        for (long done = 0, seed = 1; done < Points; seed++)
        {
            done += new World((int)seed, faults: true).Run(rounds: 8);
        }
    }

    [Fact]
    public void A_disk_whose_failed_sync_looks_like_success_is_caught_losing_records() =>
        Assert.ThrowsAny<Exception>(() =>
        {
            for (var seed = 1; seed < 2_000; seed++)
            {
                new World(seed, faults: true) { SyncLies = true }.Run(rounds: 8);
            }
        });

    /// <summary>One ledger and the memory of what it promised.</summary>
    private sealed class World(int seed, bool faults)
    {
        private static readonly NoteSigner _signer = NoteSigner.Generate("sim.example/log");
        private readonly Random _chance = new(seed);
        private readonly List<byte[]> _acknowledged = [];
        private readonly Dictionary<long, MerkleHash> _signed = [];

        public bool SyncLies { get; init; }

        /// <summary>Writes, breaks and reopens, time and again; returns how often it broke.</summary>
        public int Run(int rounds)
        {
            var disk = new SimulatedDisk(_chance) { SyncLies = SyncLies };
            for (var round = 0; round < rounds; round++)
            {
                try
                {
                    Work(disk, breakAt: _chance.Next(0, 40));
                }
                catch (PowerCut)
                {
                    disk.Restart();
                }
                catch (DiskException)
                {
                    disk.FaultAfter = -1;
                    if (_chance.Next(2) == 0)
                    {
                        disk.Restart(); // else: the process starts again on the same cache
                    }
                }
                Check(disk);
            }
            return rounds;
        }

        private void Work(SimulatedDisk disk, int breakAt)
        {
            if (faults)
            {
                disk.FaultAfter = breakAt;
                disk.FaultErrno = _chance.Next(2) == 0 ? 5 : 28;
            }
            else
            {
                disk.CutAfter = breakAt;
            }
            var options = Options(disk);
            using var log = SegmentLog.Open(disk, "/log/segments", options.MaxSegmentBytes);
            using var publisher = Publisher.Open(options, new LedgerFolder("/log"), log.Range);
            Assert.Null(publisher.Refusal);
            for (var step = 0; step < 1_000; step++)
            {
                var batch = Enumerable.Range(0, _chance.Next(1, 5)).Select(_ => Entry()).ToList();
                log.Append([.. batch.Select(b => (ReadOnlyMemory<byte>)b)], DateTimeOffset.UnixEpoch, new MerkleHash[batch.Count]);
                _acknowledged.RemoveRange((int)(log.Range.Size - batch.Count), _acknowledged.Count - (int)(log.Range.Size - batch.Count));
                _acknowledged.AddRange(batch);
                batch.ForEach(b => publisher.Follow(b));
                if (_chance.Next(2) == 0)
                {
                    publisher.Publish([]);
                    Remember(disk);
                    if (_chance.Next(8) == 0)
                    {
                        publisher.SyncAllTiles();
                    }
                }
            }
        }

        /// <summary>Recovers as a new process would, and compares with everything that was promised.</summary>
        private void Check(SimulatedDisk disk)
        {
            if (disk.OpenRead("/log/checkpoint") is not null)
            {
                Remember(disk);
            }
            using var log = SegmentLog.Open(disk, "/log/segments", 4096);
            using var publisher = Publisher.Open(Options(disk), new LedgerFolder("/log"), log.Range);
            Assert.Null(publisher.Refusal);
            var found = new SegmentReader(disk, "/log/segments").ReadFrom(0).SelectMany(b => b.Entries()).ToList();
            Assert.True(found.Count >= _acknowledged.Count, $"seed {seed}: {_acknowledged.Count} acknowledged, {found.Count} found");
            for (var i = 0; i < _acknowledged.Count; i++)
            {
                Assert.True(found[i].Span.SequenceEqual(_acknowledged[i]), $"seed {seed}: entry {i} was changed");
            }
            // The tiles that a reader finds now follow from the entries, whatever the power cut left of the old ones.
            publisher.Publish([]);
            var head = new Checkpoint("sim.example/log", log.Range.Size, log.Range.Root());
            Assert.True(TileLogVerifier.TryVerify(new DiskTileSource(disk, "/log"), head, out var report), $"seed {seed}: {report.Problem}");
            Remember(disk);
            if (_chance.Next(3) == 0)
            {
                publisher.SyncAllTiles();
            }
            // What was never acknowledged and is there all the same stays from now on.
            _acknowledged.AddRange(found.Skip(_acknowledged.Count).Select(f => f.ToArray()));
            var range = new CompactRange();
            foreach (var entry in found)
            {
                range.Append(MerkleHash.OfLeaf(entry.Span));
                Assert.True(!_signed.TryGetValue(range.Size, out var root) || root == range.Root(), $"seed {seed}: two roots at {range.Size}");
            }
        }

        private void Remember(SimulatedDisk disk)
        {
            using var file = disk.OpenRead("/log/checkpoint")!;
            var bytes = new byte[file.Length];
            file.Read(0, bytes);
            Assert.True(SignedNote.TryParse(bytes, out var note, out var problem), problem);
            Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint, out problem), problem);
            Assert.True(!_signed.TryGetValue(checkpoint.Size, out var root) || root == checkpoint.Root, $"seed {seed}: two roots signed");
            _signed[checkpoint.Size] = checkpoint.Root;
        }

        private byte[] Entry()
        {
            var bytes = new byte[_chance.Next(1, 700)];
            _chance.NextBytes(bytes);
            return bytes;
        }

        private static LedgerOptions Options(SimulatedDisk disk) => new()
        {
            Folder = "/log",
            Origin = "sim.example/log",
            Signer = _signer,
            AnchorFile = "/keys/anchor",
            MaxSegmentBytes = 4096,
            Disk = disk,
        };
    }
}
