using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Hosting;

/// <summary>A ledger on this machine with its settings and keys: the door through which programs open it.</summary>
/// <example><code>
/// var home = LedgerHome.Open(folder, new KeyFolder(keys));
/// await using var session = home.OpenSession("bylaw-check", TimeProvider.System);
/// var receipt = await session.Recorder.AppendAsync(record, AckLevel.Checkpointed);
/// </code></example>
public sealed class LedgerHome
{
    private readonly FolderTileSource _tiles;

    private LedgerHome(string folder, KeyFolder keys, LedgerSettings settings)
    {
        _tiles = new FolderTileSource(folder);
        Folder = new LedgerFolder(folder);
        Keys = keys;
        Settings = settings;
    }

    /// <summary>Gets what lies where.</summary>
    public LedgerFolder Folder { get; }

    /// <summary>Gets where the secrets lie.</summary>
    public KeyFolder Keys { get; }

    /// <summary>Gets the settings.</summary>
    public LedgerSettings Settings { get; private set; }

    /// <summary>Gets the store of large content.</summary>
    public BlobStore Blobs => new(PosixDisk.Instance, Folder.Blobs);

    /// <summary>Makes a ledger with a new key.</summary>
    /// <param name="folder">The ledger's folder; it must not hold a ledger.</param>
    /// <param name="keys">Where the secrets go.</param>
    /// <param name="settings">The settings; the new key is added to theirs.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="LedgerException">There is a ledger already, or a key of that name.</exception>
    public static LedgerHome Create(string folder, KeyFolder keys, LedgerSettings settings)
    {
        var place = new LedgerFolder(folder);
        if (File.Exists(place.Settings))
        {
            throw new LedgerException($"{folder} holds a ledger already");
        }
        if (keys.LoadSigner(settings.Origin) is { } existing)
        {
            existing.Dispose();
            throw new LedgerException($"{keys.Folder} holds a key of `{settings.Origin}` already; choose another --origin, or other keys");
        }
        Directory.CreateDirectory(folder);
        using var signer = keys.CreateSigner(settings.Origin);
        var home = new LedgerHome(folder, keys, settings);
        home.SaveSettings(settings with { Keys = [signer.Verifier.ToString()!] });
        return home;
    }

    /// <summary>Opens a ledger.</summary>
    /// <param name="folder">The ledger's folder.</param>
    /// <param name="keys">Where its secrets lie; they may be absent for reading.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="LedgerException">There is no ledger.</exception>
    /// <exception cref="InvalidDataException">The settings are malformed.</exception>
    public static LedgerHome Open(string folder, KeyFolder keys)
    {
        var file = new LedgerFolder(folder).Settings;
        return File.Exists(file)
            ? new LedgerHome(folder, keys, LedgerSettings.Read(File.ReadAllText(file)))
            : throw new LedgerException($"there is no ledger in {folder}; make one with `bylaw log init`");
    }

    /// <summary>Replaces the settings at once.</summary>
    /// <param name="settings">The new settings.</param>
    public void SaveSettings(LedgerSettings settings)
    {
        var next = Folder.Settings + ".next";
        using (var file = PosixDisk.Instance.Open(next, create: true))
        {
            file.Truncate(0);
            file.Write(0, Encoding.UTF8.GetBytes(settings.Write()));
            file.SyncData();
        }
        PosixDisk.Instance.Rename(next, Folder.Settings);
        PosixDisk.Instance.SyncFolder(Folder.Root);
        Settings = settings;
    }

    /// <summary>Opens the ledger for writing.</summary>
    /// <param name="producer">The name of the recording program.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="witnesses">How to reach the witnesses of the settings; none to ask nobody.</param>
    /// <returns>The session; dispose it to make the last checkpoint and let the ledger go.</returns>
    /// <exception cref="LedgerException">The key is not here, another process writes, or the ledger must not be written.</exception>
    public LedgerSession OpenSession(string producer, TimeProvider clock, IReadOnlyList<IWitnessClient>? witnesses = null)
    {
        var signer = Keys.LoadSigner(Settings.Origin)
            ?? throw new LedgerException($"the signing key of `{Settings.Origin}` is not in {Keys.Folder}; name its folder with --keys");
        PersonalVault? vault = null;
        try
        {
            if (!Settings.Keys.Contains(signer.Verifier.ToString()!))
            {
                throw new LedgerException($"the key in {Keys.Folder} is not one of the ledger's keys");
            }
            var writer = LedgerWriter.Open(new LedgerOptions
            {
                Folder = Folder.Root,
                Origin = Settings.Origin,
                Signer = signer,
                AnchorFile = Keys.AnchorOf(Settings.Origin),
                WriteBundles = Settings.EntryBundles,
                Witnesses = [.. witnesses ?? []],
                Quorum = Settings.Quorum,
                WhenFull = Settings.WhenFull,
                QueueLimit = Settings.QueueLimit,
                Clock = clock,
            });
            vault = OpenVault(create: true);
            return new LedgerSession(writer, signer, vault, new RecorderOptions
            {
                Producer = producer,
                BootId = BootId(),
                PersonalFields = Settings.PersonalFields.ToHashSet(StringComparer.Ordinal),
                Vault = vault,
                Clock = clock,
            });
        }
        catch
        {
            vault?.Dispose();
            signer.Dispose();
            throw;
        }
    }

    /// <summary>Opens the vault of personal values.</summary>
    /// <param name="create">Makes it, and its key, when they are absent.</param>
    /// <returns>The vault; null when it, or its key, is not here.</returns>
    public PersonalVault? OpenVault(bool create = false) =>
        (create || File.Exists(Folder.Vault)) && Keys.VaultKey(Settings.Origin, create) is { } key ? PersonalVault.Open(Folder.Vault, key) : null;

    /// <summary>Opens the index and brings it up to date.</summary>
    /// <param name="postgres">How to reach a PostgreSQL database; null for the file beside the log.</param>
    /// <returns>The index.</returns>
    public LedgerIndex OpenIndex(string? postgres = null)
    {
        var index = postgres is null ? LedgerIndex.OpenSqlite(Folder.Index, Settings.Origin) : LedgerIndex.OpenPostgres(postgres, Settings.Origin);
        using var vault = OpenVault();
        index.CatchUp(Folder, vault is null ? null : vault.StandInOf);
        return index;
    }

    /// <summary>Reads durable entries, from an index onwards; also while another process writes.</summary>
    /// <param name="from">The first index.</param>
    /// <returns>Index and bytes, in order.</returns>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public IEnumerable<(long Index, ReadOnlyMemory<byte> Entry)> ReadFrom(long from)
    {
        foreach (var batch in new SegmentReader(PosixDisk.Instance, Folder.Segments).ReadFrom(from))
        {
            var index = batch.FirstIndex;
            foreach (var entry in batch.Entries())
            {
                if (index >= from)
                {
                    yield return (index, entry);
                }
                index++;
            }
        }
    }

    /// <summary>Returns the tree over what was pruned, as the oldest segment states it: the roots that follow from it must be compared with a checkpoint.</summary>
    /// <returns>The tree before the first entry that is there; empty when nothing was pruned.</returns>
    public CompactRange Beginning() => new SegmentReader(PosixDisk.Instance, Folder.Segments).Beginning();

    /// <summary>Says where the segments are damaged, for a ledger that holds fewer entries than its checkpoint covers.</summary>
    /// <returns>File and byte; null when every byte of them can be read.</returns>
    public string? FindDamage() => new SegmentReader(PosixDisk.Instance, Folder.Segments).FindDamage();

    /// <summary>Returns the id of the machine's present run, which says whose ticks a record's are.</summary>
    /// <returns>The id; <c>unknown</c> where the system has none.</returns>
    public static string BootId()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "unknown";
    }

    /// <summary>Reads one durable entry.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>Its bytes; null when the log is shorter.</returns>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public ReadOnlyMemory<byte>? ReadEntry(long index)
    {
        // A full bundle, or one cut from a segment, answers at once; what it says still needs its proof.
        var bundle = _tiles.Read(TilePath.OfEntries(index / TilePath.Width));
        if (bundle is not null && EntryBundle.TryRead(bundle, TilePath.Width, out var entries))
        {
            return entries[(int)(index % TilePath.Width)];
        }
        foreach (var (found, entry) in ReadFrom(index))
        {
            return found == index ? entry : (ReadOnlyMemory<byte>?)null; // a bare null would be an empty entry
        }
        return null;
    }

    /// <summary>Reads the newest checkpoint and checks it against the settings' keys.</summary>
    /// <param name="note">The signed checkpoint, whole.</param>
    /// <returns>The checkpoint, believed.</returns>
    /// <exception cref="InvalidDataException">There is none, or it is not believed.</exception>
    public Checkpoint ReadCheckpoint(out string note)
    {
        if (!File.Exists(Folder.Checkpoint))
        {
            throw new InvalidDataException("the ledger has no checkpoint yet");
        }
        var bytes = File.ReadAllBytes(Folder.Checkpoint);
        note = Encoding.UTF8.GetString(bytes);
        return (Settings.ToPolicy() with { Quorum = 0 }).TryOpen(bytes, out var checkpoint, out var problem)
            ? checkpoint
            : throw new InvalidDataException($"the ledger's checkpoint is not believed: {problem}");
    }

    /// <summary>Returns when a witness last cosigned the newest checkpoint, by the witness's own clock.</summary>
    /// <returns>The latest time; null when the ledger has no witness, and long ago when none has cosigned.</returns>
    public DateTimeOffset? WitnessedAt()
    {
        if (Settings.Witnesses.IsEmpty)
        {
            return null;
        }
        var latest = DateTimeOffset.UnixEpoch;
        if (File.Exists(Folder.Checkpoint) && SignedNote.TryParse(File.ReadAllBytes(Folder.Checkpoint), out var note, out _))
        {
            var witnesses = Settings.ToPolicy().Witnesses;
            foreach (var signature in note.Signatures)
            {
                if (witnesses.Any(w => w.KeyId == signature.KeyId && w.Name == signature.Name && w.Verify(note.TextBytes, signature.Signature)))
                {
                    var time = DateTimeOffset.FromUnixTimeSeconds((long)System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(signature.Signature.AsSpan()));
                    latest = time > latest ? time : latest;
                }
            }
        }
        return latest;
    }

    /// <summary>Makes the proof that an entry stands in the log, under the newest checkpoint.</summary>
    /// <param name="index">The entry's index.</param>
    /// <returns>The proof.</returns>
    /// <exception cref="InvalidDataException">The checkpoint does not cover the entry, or tiles are missing.</exception>
    public TlogProof Prove(long index)
    {
        var checkpoint = ReadCheckpoint(out var note);
        if (index < 0 || index >= checkpoint.Size)
        {
            throw new InvalidDataException($"the newest checkpoint covers {checkpoint.Size} entries, index {index} is not among them");
        }
        var tree = new TileTree(new DiskTileSource(PosixDisk.Instance, Folder.Root), checkpoint.Size);
        return new TlogProof { Index = index, Hashes = [.. tree.InclusionProof(index)], Checkpoint = note };
    }

    /// <summary>Writes the hash tiles and entry bundles of the log at a size into a folder.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="checkpoint">The size to stop at.</param>
    /// <exception cref="InvalidDataException">The log is damaged, or shorter.</exception>
    public void WriteTiles(string folder, Checkpoint checkpoint)
    {
        var tiles = TileStore.Open(PosixDisk.Instance, folder, 0, MerkleHash.EmptyRoot, writeBundles: true);
        if (Beginning().Size is > 0 and var begin)
        {
            foreach (var leaf in PrunedLeaves.Read(PosixDisk.Instance, Folder.Segments, 0).Take((int)begin))
            {
                tiles.AppendPruned(leaf);
            }
        }
        foreach (var (index, entry) in ReadFrom(0))
        {
            if (index == checkpoint.Size)
            {
                break;
            }
            tiles.Append(entry.Span);
        }
        if (tiles.Size != checkpoint.Size)
        {
            throw new InvalidDataException($"the checkpoint covers {checkpoint.Size} entries, and only {tiles.Size} are here");
        }
        tiles.Flush();
    }

    /// <summary>Writes the anchor anew from what the ledger's folder remembers, after it was lost.</summary>
    /// <exception cref="LedgerException">The anchor is there; it is never overruled.</exception>
    public void RestoreAnchor()
    {
        using var head = HeadFile.Open(PosixDisk.Instance, Folder.Head);
        using var anchor = HeadFile.Open(PosixDisk.Instance, Keys.AnchorOf(Settings.Origin));
        if (anchor.Last.Sequence > 0)
        {
            throw new LedgerException("the anchor is there; what it remembers is never overruled");
        }
        if (head.Last.Sequence > 0)
        {
            anchor.Write(head.Last.Size, head.Last.Root);
        }
    }
}
