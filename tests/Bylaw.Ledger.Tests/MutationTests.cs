using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests;

/// <summary>Whatever is changed in a published log, somebody with the key sees it.</summary>
public sealed class MutationTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-mutation-").FullName;
    private readonly NoteSigner _signer = NoteSigner.Generate("test.example/log");
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private CheckpointPolicy _policy = null!;

    public async ValueTask InitializeAsync()
    {
        await WriteAsync(Path.Combine(_folder, "a"), _signer, 300, "entry");
        _policy = new CheckpointPolicy { LogKeys = [_signer.Verifier] };
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "a", "tile"), "*", SearchOption.AllDirectories)
            .Append(Path.Combine(_folder, "a", "checkpoint")))
        {
            _files[Path.GetRelativePath(Path.Combine(_folder, "a"), file)] = await File.ReadAllBytesAsync(file);
        }
        // Only the files of the published size count; older partial ones are leftovers.
        _policy.TryOpen(_files["checkpoint"], out var checkpoint, out _);
        foreach (var name in _files.Keys.Where(n => n.Contains(".p/", StringComparison.Ordinal) && !n.EndsWith($"/{checkpoint.Size % 256}", StringComparison.Ordinal) && !n.EndsWith("tile/1/000.p/1", StringComparison.Ordinal)).ToList())
        {
            _files.Remove(name);
        }
    }

    [Fact]
    public void The_log_as_written_verifies() => Assert.True(Verifies(_files, out var problem), problem);

    [Fact]
    public void Every_flipped_bit_of_every_file_is_found()
    {
        var chance = new Random(7);
        foreach (var (name, bytes) in _files)
        {
            for (var i = 0; i < Math.Min(bytes.Length, 150); i++)
            {
                var at = bytes.Length <= 150 ? i : chance.Next(bytes.Length);
                var changed = (byte[])bytes.Clone();
                changed[at] ^= (byte)(1 << chance.Next(8));
                Assert.False(Verifies(new Dictionary<string, byte[]>(_files) { [name] = changed }, out _), $"{name} byte {at}");
            }
        }
    }

    [Fact]
    public void Truncation_of_every_file_and_its_absence_are_found()
    {
        foreach (var (name, bytes) in _files)
        {
            Assert.False(Verifies(new Dictionary<string, byte[]>(_files) { [name] = bytes[..^1] }, out _), name);
            Assert.False(Verifies(new Dictionary<string, byte[]>(_files) { [name] = [.. bytes, 0] }, out _), name);
            var without = new Dictionary<string, byte[]>(_files);
            without.Remove(name);
            Assert.False(Verifies(without, out _), name);
        }
    }

    [Fact]
    public void Every_changed_byte_of_a_proof_and_of_its_entry_is_found()
    {
        _policy.TryOpen(_files["checkpoint"], out var checkpoint, out _);
        const int index = 257;
        var tree = new TileTree(new Files(_files), checkpoint.Size);
        var proof = new TlogProof { Index = index, Hashes = [.. tree.InclusionProof(index)], Checkpoint = Encoding.UTF8.GetString(_files["checkpoint"]) };
        var (text, entry) = (Encoding.UTF8.GetBytes(proof.ToString()), Encoding.UTF8.GetBytes($"entry {index}"));
        Assert.True(Holds(text, entry));

        for (var at = 0; at < text.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])text.Clone();
                changed[at] ^= (byte)(1 << bit);
                Assert.False(Holds(changed, entry), $"byte {at} bit {bit}");
            }
            Assert.False(Holds(text[..at], entry), $"cut at {at}");
        }
        for (var at = 0; at < entry.Length; at++)
        {
            var changed = (byte[])entry.Clone();
            changed[at] ^= 1;
            Assert.False(Holds(text, changed), $"entry byte {at}");
        }

        bool Holds(byte[] bytes, byte[] leaf) =>
            TlogProof.TryParse(Encoding.UTF8.GetString(bytes), out var parsed, out _) && parsed.Verify(leaf, _policy, out _, out _);
    }

    [Fact]
    public void Two_entries_that_change_places_are_found()
    {
        const string name = "tile/entries/000";
        Assert.True(EntryBundle.TryRead(_files[name], 256, out var entries));
        (entries[3], entries[4]) = (entries[4], entries[3]);
        using var bundle = new MemoryStream();
        entries.ForEach(e => EntryBundle.Append(bundle, e.Span));

        Assert.False(Verifies(new Dictionary<string, byte[]>(_files) { [name] = bundle.ToArray() }, out _));
    }

    [Fact]
    public async Task A_history_that_is_replaced_whole_under_the_same_key_is_found_by_whoever_kept_a_checkpoint()
    {
        await WriteAsync(Path.Combine(_folder, "b"), _signer, 400, "other");
        var source = new FolderTileSource(Path.Combine(_folder, "b"));
        _policy.TryOpen(_files["checkpoint"], out var kept, out _);
        Assert.True(_policy.TryOpen(await File.ReadAllBytesAsync(Path.Combine(_folder, "b", "checkpoint"), TestContext.Current.CancellationToken), out var now, out _));

        Assert.True(TileLogVerifier.TryVerify(source, now, out _));
        Assert.False(TileLogVerifier.TryVerify(source, now, out var report, earlier: [kept]));
        Assert.Contains("a checkpoint says", report.Problem, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _signer.Dispose();
        Directory.Delete(_folder, true);
        return ValueTask.CompletedTask;
    }

    private static async Task WriteAsync(string folder, NoteSigner signer, int count, string text)
    {
        await using var writer = LedgerWriter.Open(new LedgerOptions { Folder = folder, Origin = signer.Name, Signer = signer });
        for (var i = 0; i < count; i++)
        {
            await writer.AppendAsync(Encoding.UTF8.GetBytes($"{text} {i}"), AckLevel.Durable);
        }
    }

    private bool Verifies(Dictionary<string, byte[]> files, out string problem)
    {
        problem = "there is no checkpoint";
        if (!files.TryGetValue("checkpoint", out var note) || !_policy.TryOpen(note, out var checkpoint, out problem))
        {
            return false;
        }
        var good = TileLogVerifier.TryVerify(new Files(files), checkpoint, out var report);
        problem = report.Problem;
        return good;
    }

    private sealed class Files(Dictionary<string, byte[]> files) : ITileSource
    {
        public byte[]? Read(string path) => files.GetValueOrDefault(path);
    }
}
