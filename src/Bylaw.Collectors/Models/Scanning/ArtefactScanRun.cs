using Bylaw.Collectors.Models.Archives;
using Bylaw.Collectors.Models.Pickle;

namespace Bylaw.Collectors.Models.Scanning;

/// <summary>One scan of one file: finds out what each run of bytes is and goes down into it.</summary>
internal sealed partial class ArtefactScanRun(
    ModelScanLimits limits, SymbolTable symbols, ArtefactScanResult result, CancellationToken cancellationToken)
{
    private const int HeadBytes = 1_024;
    private static readonly byte[] _numpyMagic = [0x93, .. "NUMPY"u8];
    private static readonly byte[] _hdfMagic = [0x89, .. "HDF\r\n\x1a\n"u8];
    private long _expandedBytes;

    public void ScanRoot(ScanItem root, Stream content)
    {
        var head = HeadOf(root);
        NoteProgram(root, head);
        Scan(root);
        // A file may begin as one thing and end as another: zip readers look at the end.
        if (!IsZip(head) && content.Length > 22 && TolerantZip.HasDirectory(content))
        {
            ScanZip(root, content);
        }
    }

    /// <summary>Scans one run of bytes.</summary>
    /// <returns>True when it was something that is understood, false when it looks like plain data.</returns>
    private bool Scan(ScanItem item)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (Dispatch(item))
            {
                return true;
            }
            if (ScanItem.NamePromisesArchive(item.Location))
            {
                result.AddUnscanned(item.Location, "the name promises an archive, and the bytes are none that is known");
                return true;
            }
            return false;
        }
        catch (ScanLimitException limit)
        {
            result.AddUnscanned(item.Location, $"a limit was reached: {limit.Message}");
            return true;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or DamagedPickleException)
        {
            result.AddUnscanned(item.Location, $"damaged: {fault.Message}");
            return true;
        }
    }

    private bool Dispatch(ScanItem item)
    {
        if (item.Depth > limits.MaxDepth)
        {
            throw new ScanLimitException($"more than {limits.MaxDepth} archives inside each other");
        }
        var head = HeadOf(item);
        if (IsZip(head))
        {
            ScanPolyglot(item);
            WithSeekable(item, archive => ScanZip(item, archive));
            return true;
        }
        if (head.AsSpan().StartsWith(_numpyMagic))
        {
            ScanNpy(item);
            return true;
        }
        if (Compression.Recognise(head) is { } compression)
        {
            ScanCompressed(item, compression);
            return true;
        }
        if (TarMembers.IsHeader(head))
        {
            ScanPolyglot(item);
            WithSeekable(item, archive => ScanTar(item, archive));
            return true;
        }
        if (IsOtherFormat(head))
        {
            ScanPolyglot(item);
            return true;
        }
        ScanTargets(item);
        return ScanPickles(item);
    }

    private byte[] HeadOf(ScanItem item)
    {
        using var stream = item.Open();
        var head = new byte[HeadBytes];
        try
        {
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    // Formats of their own, read elsewhere.
    private static bool IsOtherFormat(ReadOnlySpan<byte> head) => head.StartsWith("GGUF"u8) || head.StartsWith(_hdfMagic);

    private void ScanZip(ScanItem item, Stream archive)
    {
        result.AddKind("zip");
        var members = TolerantZip.List(archive);
        if (members.Count == 0)
        {
            result.AddUnscanned(item.Location, "a zip archive whose directory cannot be found");
            return;
        }
        NoteHandlers(item, members);
        var torchScript = members.Exists(m => m.Name.EndsWith("/constants.pkl", StringComparison.Ordinal)) &&
            members.Exists(m => m.Name.Contains("/code/", StringComparison.Ordinal));
        foreach (var member in members)
        {
            if (member.Name != member.LocalName)
            {
                result.AddNote($"{item.Location}: the archive names a member both '{member.Name}' and '{member.LocalName}'");
            }
            ScanMember(item, archive, member, torchScript);
        }
        if (torchScript)
        {
            result.AddKind("torchscript");
        }
    }

    private void ScanMember(ScanItem item, Stream archive, ZipMember member, bool torchScript)
    {
        var location = $"{item.Location}!{member.Name}";
        if (TolerantZip.Open(archive, member) is null)
        {
            result.AddUnscanned(location, $"compression method {member.Method} cannot be undone");
            return;
        }
        var child = new ScanItem(location, () => Counted(TolerantZip.Open(archive, member)!), item.Depth + 1)
        {
            PromisesPickle = !member.ClaimsEncryption && (ScanItem.NamePromisesPickle(member.Name) || ScanItem.NamePromisesPickle(member.LocalName)),
            InTorchScript = torchScript,
        };
        // Loaders that ignore the encryption flag read the member anyway; so do we, and only then believe the flag.
        if (!Scan(child) && member.ClaimsEncryption && member.CompressedBytes > 0)
        {
            result.AddUnscanned(location, "encrypted with a password");
        }
    }

    private void ScanTar(ScanItem item, Stream archive)
    {
        result.AddKind("tar");
        var members = TarMembers.List(archive, out var complete);
        foreach (var member in members)
        {
            Scan(new ScanItem($"{item.Location}!{member.Name}", () => new SliceStream(archive, member.DataOffset, member.Bytes), item.Depth + 1)
            {
                // The tar form of early PyTorch holds pickles under these names.
                PromisesPickle = ScanItem.NamePromisesPickle(member.Name) || member.Name is "pickle" or "storages" or "tensors",
            });
        }
        if (!complete)
        {
            result.AddUnscanned(item.Location, "a tar archive with a damaged header");
        }
    }

    private void ScanCompressed(ScanItem item, string compression)
    {
        result.AddKind(compression);
        if (!Compression.CanUndo(compression))
        {
            result.AddUnscanned(item.Location, $"{compression} data cannot be looked into");
            return;
        }
        Scan(new ScanItem($"{item.Location}!{compression}", () => Counted(Compression.Undo(compression, item.Open())), item.Depth + 1)
        {
            PromisesPickle = item.PromisesPickle || ScanItem.NamePromisesPickle(Path.ChangeExtension(item.Location, null)),
        });
    }

    private void ScanNpy(ScanItem item)
    {
        result.AddKind("npy");
        using var stream = item.Open();
        if (!NpyHeader.TryRead(stream, out var header))
        {
            result.AddUnscanned(item.Location, "a NumPy file whose header cannot be read");
            return;
        }
        if (header.HoldsObjects)
        {
            Scan(item with
            {
                Location = $"{item.Location}!objects",
                Open = () =>
                {
                    var rest = item.Open();
                    rest.ReadExactly(new byte[header.ByteCount]);
                    return rest;
                },
                Depth = item.Depth + 1,
                PromisesPickle = true,
            });
        }
    }

    private void WithSeekable(ScanItem item, Action<Stream> use)
    {
        using var stream = item.Open();
        if (stream.CanSeek)
        {
            use(stream);
            return;
        }
        using var spooled = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            spooled.Write(buffer, 0, read);
            if (spooled.Length > limits.MaxSpooledBytes)
            {
                throw new ScanLimitException($"a compressed archive larger than {limits.MaxSpooledBytes} bytes");
            }
        }
        use(spooled);
    }

    private Stream Counted(Stream stream) => new CountingStream(stream, Spend);

    private void Spend(int bytes)
    {
        _expandedBytes += bytes;
        if (_expandedBytes > limits.MaxExpandedBytes)
        {
            throw new ScanLimitException($"more than {limits.MaxExpandedBytes} bytes came out of archives");
        }
    }
}
