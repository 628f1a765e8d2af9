using System.Text;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;
using Bylaw.LedgerFaults;

// What the fault tests run under strace: appends records one after the other and prints each acknowledgement.
// Usage: Bylaw.LedgerFaults FOLDER posix|flush COUNT. The signing key is FOLDER/key; `flush` syncs as .NET does, to show that it must not.
var (folder, kind, count) = (args[0], args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
var keyFile = Path.Combine(folder, "key");
NoteSigner signer;
if (File.Exists(keyFile))
{
    NoteSigner.TryParse(File.ReadAllText(keyFile), out signer);
}
else
{
    signer = NoteSigner.Generate("faults.example/log");
    Directory.CreateDirectory(folder);
    File.WriteAllText(keyFile, signer.Export());
}
var output = Console.Out;
try
{
    await using var writer = LedgerWriter.Open(new LedgerOptions
    {
        Folder = Path.Combine(folder, "log"),
        Origin = "faults.example/log",
        Signer = signer,
        AnchorFile = Path.Combine(folder, "anchor"),
        MaxSegmentBytes = 4096,
        Disk = kind == "flush" ? new FlushToDiskDisk() : PosixDisk.Instance,
    });
    for (var i = 0; i < count; i++)
    {
        var level = i % 4 == 3 ? AckLevel.Checkpointed : AckLevel.Durable;
        var receipt = await writer.AppendAsync(Encoding.UTF8.GetBytes($"record {i} {new string('x', 300)}"), level);
        output.WriteLine($"ack {receipt.Index}");
        if (receipt.Checkpoint is { } note)
        {
            var lines = note.Split('\n');
            output.WriteLine($"signed {lines[1]} {lines[2]}");
        }
        output.Flush();
    }
    return 0;
}
catch (LedgerException error)
{
    output.WriteLine($"failed {error.Message}");
    return 2;
}
