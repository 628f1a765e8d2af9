using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Witnessing;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests;

public sealed class HomeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-home-").FullName;
    private readonly KeyFolder _keys;

    public HomeTests() => _keys = new KeyFolder(Path.Combine(_folder, "keys"));

    [Fact]
    public async Task A_record_is_found_by_who_what_when_and_why()
    {
        var home = await MakeAsync();
        using var index = home.OpenIndex();
        using var vault = home.OpenVault()!;

        Assert.Equal([2, 0], index.Find(Query("who", vault.StandInOfPerson("ana@example.com"))));
        Assert.Equal([3], index.Find(Query("decision", "deny")));
        Assert.Equal([0], index.Find(Query("purpose", "loan 0") with { Since = DateTimeOffset.UnixEpoch }));
        Assert.Equal([3], index.Find(Query("control", "FAIR-1", "DOC-2")));
        Assert.Empty(index.Find(Query("model", "credit-v3") with { Until = DateTimeOffset.UnixEpoch }));
        Assert.Equal([("model_access", 3L), ("decision", 1L)], index.CountBy(new LedgerQuery(), "kind"));
        Assert.Equal(4, index.CountOverTime(new LedgerQuery(), TimeSpan.FromDays(1)).Sum(c => c.Count));
        Assert.Throws<ArgumentException>(() => index.Find(Query("colour", "red")));
    }

    [Fact]
    public async Task A_deleted_or_damaged_index_comes_back()
    {
        var home = await MakeAsync();
        home.OpenIndex().Dispose();
        await File.WriteAllBytesAsync(home.Folder.Index, Encoding.ASCII.GetBytes(new string('x', 5000)), TestContext.Current.CancellationToken);

        using var index = home.OpenIndex();

        Assert.Equal([3], index.Find(Query("decision", "deny")));
    }

    [Fact]
    public async Task No_byte_of_the_ledger_holds_an_erased_value_and_all_proofs_still_hold()
    {
        var home = await MakeAsync();
        var proof = home.Prove(0);
        var entry = home.ReadEntry(0)!.Value;
        using (var index = home.OpenIndex())
        using (var vault = home.OpenVault()!)
        {
            LedgerRecord.TryRead(entry, out var record);
            var opened = vault.Disclose(record["actor"]!.ToString())!;
            Assert.Equal("ana@example.com", opened.Value);
            Assert.True(Commitment.Verify(record["actor"]!.ToString(), opened.Salt, "actor", opened.Value));
            var standIn = vault.StandInOfPerson("ana@example.com");

            Assert.Equal(2, vault.Erase("ana@example.com"));
            index.Forget(standIn);

            Assert.Null(vault.Disclose(record["actor"]!.ToString()));
            Assert.Empty(index.Find(Query("who", standIn)));
            Assert.False(Contains(home.Folder.Root, standIn), "the stand-in is still on the disk");
        }

        Assert.False(Contains(_folder, "ana@example.com"), "the value is still on the disk");
        Assert.True(proof.Verify(entry.Span, home.Settings.ToPolicy(), out _, out var problem), problem);
    }

    [Fact]
    public async Task A_producers_records_are_numbered_and_carry_their_clock()
    {
        var home = await MakeAsync();

        var records = home.ReadFrom(0).Select(r => LedgerRecord.TryRead(r.Entry, out var json) ? json : null).ToList();

        Assert.Equal([1, 2, 3, 4], records.Select(r => r!["seq"]!.GetValue<int>()));
        Assert.Single(records.Select(r => r!["producer"]!.ToString()).Distinct());
        Assert.All(records, r => Assert.Equal(RecordShape.Schema, r!["schema"]!.ToString()));
    }

    [Fact]
    public void A_record_with_a_missing_or_unknown_field_is_refused()
    {
        var missing = Assert.Throws<ArgumentException>(() => new LedgerRecord("waiver", new JsonObject { ["control"] = "A" }));
        var unknown = Assert.Throws<ArgumentException>(() => new LedgerRecord("start", new JsonObject { ["component"] = "x", ["colour"] = "red" }));

        Assert.Contains("a waiver record needs `approver`", missing.Message, StringComparison.Ordinal);
        Assert.Contains("has no field `colour`", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Witnesses_cosign_what_grows_and_refuse_a_fork()
    {
        var home = LedgerHome.Create(Path.Combine(_folder, "log"), _keys, Settings());
        NoteVerifier.TryParse(home.Settings.Keys[0], out var logKey, out _);
        using var witness = new Witness(
            PosixDisk.Instance, Path.Combine(_folder, "witness"), NoteSigner.Generate("w.example", witness: true), [logKey], TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var address = $"http://127.0.0.1:{FreePort()}/";
        var serving = new WitnessServer(witness, address).RunAsync(stop.Token);
        using var http = new HttpClient();
        var client = new HttpWitnessClient(http, new Uri(address), witness.Verifier);
        home.SaveSettings(home.Settings with { Witnesses = [new WitnessSetting(client.Key.ToString()!, "")], Quorum = 1 });
        for (var i = 0; i < 3; i++)
        {
            await using var session = home.OpenSession("test", TimeProvider.System, [client]);
            var receipt = await session.Recorder.AppendAsync(Access(i, "x"), AckLevel.Witnessed, TestContext.Current.CancellationToken);
            Assert.True(home.Settings.ToPolicy().TryOpen(Encoding.UTF8.GetBytes(receipt.Checkpoint!), out _, out var problem), problem);
        }

        var copy = LedgerHome.Create(Path.Combine(_folder, "fork"), new KeyFolder(Path.Combine(_folder, "stolen")), Settings());
        File.Copy(KeyFile(_keys), KeyFile(new KeyFolder(Path.Combine(_folder, "stolen"))), overwrite: true);
        copy.SaveSettings(home.Settings);
        await using (var session = copy.OpenSession("test", TimeProvider.System, [new HttpWitnessClient(http, new Uri(address), witness.Verifier)]))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => session.Recorder.AppendAsync(Access(i, "y"), AckLevel.Durable, TestContext.Current.CancellationToken)));
            var refused = await Assert.ThrowsAsync<LedgerException>(() => session.Recorder.AppendAsync(Access(4, "y"), AckLevel.Witnessed, TestContext.Current.CancellationToken));
            Assert.Contains("w.example: what it has cosigned is no part of this log", refused.Message, StringComparison.Ordinal);
        }
        await stop.CancelAsync();
        await serving;
        await using (var session = home.OpenSession("test", TimeProvider.System, [client]))
        {
            var alone = await Assert.ThrowsAsync<LedgerException>(() => session.Recorder.AppendAsync(Access(9, "x"), AckLevel.Witnessed, TestContext.Current.CancellationToken));
            Assert.Contains("w.example: it cannot be reached", alone.Message, StringComparison.Ordinal);
        }

        using var signer = _keys.LoadSigner("test.example/log")!;
        var fork = new Checkpoint("test.example/log", 4, Merkle.MerkleHash.OfLeaf("another history"u8)).ToText();
        var note = SignedNote.Create(fork, signer.Sign(Encoding.UTF8.GetBytes(fork), DateTimeOffset.UnixEpoch)).ToString();
        Assert.Equal(WitnessVerdict.Inconsistent, witness.Cosign(3, [], Encoding.UTF8.GetBytes(note)).Verdict);
        Assert.Equal(WitnessVerdict.OtherSize, witness.Cosign(0, [], Encoding.UTF8.GetBytes(note)).Verdict);
    }

    [Fact]
    public async Task A_blob_is_read_back_only_while_it_has_its_digest()
    {
        var home = await MakeAsync();
        var digest = home.Blobs.Put("large content"u8);
        Assert.True(home.Blobs.TryGet(digest, out var content));
        Assert.Equal("large content"u8, content);

        var file = Directory.EnumerateFiles(home.Folder.Blobs, "*", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(file, "!", TestContext.Current.CancellationToken);

        Assert.False(home.Blobs.TryGet(digest, out _));
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static LedgerQuery Query(string field, params string[] values) => new() { Filters = [(field, [.. values])] };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string KeyFile(KeyFolder keys) => Directory.EnumerateFiles(keys.Folder, "*.key").Single();

    private static LedgerSettings Settings() => new() { Origin = "test.example/log", Keys = [] };

    private static LedgerRecord Access(int number, string actor) => new("model_access", new JsonObject
    {
        ["actor"] = actor, ["model"] = "credit-v3", ["operation"] = "score", ["purpose"] = $"loan {number}", ["outcome"] = "ok",
    });

    private static bool Contains(string folder, string text) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private async Task<LedgerHome> MakeAsync()
    {
        var home = LedgerHome.Create(Path.Combine(_folder, "log"), _keys, Settings());
        await using var session = home.OpenSession("test", TimeProvider.System);
        var token = TestContext.Current.CancellationToken;
        await session.Recorder.AppendAsync(Access(0, "ana@example.com"), AckLevel.Durable, token);
        await session.Recorder.AppendAsync(Access(1, "bob@example.com"), AckLevel.Durable, token);
        await session.Recorder.AppendAsync(Access(2, "ana@example.com"), AckLevel.Durable, token);
        await session.Recorder.AppendAsync(
            new LedgerRecord("decision", new JsonObject
            {
                ["effect"] = "deny",
                ["policy_digest"] = "sha256:aa",
                ["controls"] = new JsonArray("FAIR-1"),
                ["subjects"] = new JsonArray(new JsonObject { ["name"] = "credit-v3", ["digest"] = "sha256:bb" }),
            }),
            AckLevel.Checkpointed,
            token);
        return home;
    }
}
