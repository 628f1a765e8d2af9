using System.IO.Compression;
using System.Text;
using Bylaw.Collectors.Models.Scanning;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Models;

public sealed class ArchiveScanTests
{
    [Fact]
    public void Every_labelled_file_of_the_shared_data_comes_out_as_labelled()
    {
        var folder = SharedData.Require("pickle");
        var scanner = new ArtefactScanner();
        var wrong = from row in File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1)
                    let columns = row.Split('\t')
                    let verdict = scanner.ScanFile(Path.Combine(folder, columns[0]), columns[0]).Verdict
                    let wanted = columns[1] switch { "attack" => ModelScanVerdict.Unsafe, "benign" => ModelScanVerdict.Clean, _ => ModelScanVerdict.NotScanned }
                    where verdict != wanted
                    select $"{columns[0]}: {verdict}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_member_under_any_name_is_looked_into(CompressionLevel level) =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Zip("notes.txt", PickleWriter.Attack(), level), "model.zip").Verdict);

    [Theory]
    [InlineData("model_config.yaml", "trainer:\n  _target_: os.system\n  command: id\n")]
    [InlineData("conf.json", "{\"a\": {\"_target_\": \"builtins.eval\"}}")]
    [InlineData("schema.json", "{\"__class__\": \"Pipeline\", \"__module__\": \"sklearn.pipeline\", \"content\": {\"__class__\": \"system\", \"__module__\": \"os\"}}")]
    [InlineData("schema.json", "{\"__module__\": \"x\", \"content\": {\"module_path\": \"os\", \"function\": \"system\"}}")]
    public void A_configuration_in_an_archive_that_names_what_runs_programs_is_unsafe(string member, string text) =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Zip(member, Encoding.UTF8.GetBytes(text)), "model.zip").Verdict);

    [Theory]
    [InlineData("model_config.yaml", "_target_: nemo.collections.asr.models.EncDecCTCModel\nname: os.system\n")]
    [InlineData("schema.json", "{\"__class__\": \"LogisticRegression\", \"__module__\": \"sklearn.linear_model._logistic\"}")]
    [InlineData("config.json", "{\"__module__\": ")]
    public void A_configuration_that_names_what_models_are_made_of_is_clean(string member, string text) =>
        Assert.Equal(ModelScanVerdict.Clean, Scan(Zip(member, Encoding.UTF8.GetBytes(text)), "model.zip").Verdict);

    [Fact]
    public void Programs_in_or_as_a_model_are_told()
    {
        Assert.Contains(Scan([.. "MZqFpD='\n"u8, .. new byte[64]], "model.llamafile").Findings, f => f.Rule == "executable");
        Assert.DoesNotContain(Scan([.. "MANY words"u8], "notes.txt").Findings, f => f.Rule == "executable");
    }

    [Fact]
    public void Archives_inside_archives_are_looked_into()
    {
        var content = Gzip(Zip("inner.zip", Zip("data.pkl", PickleWriter.Attack())));

        var result = Scan(content, "model.gz");

        Assert.Equal(ModelScanVerdict.Unsafe, result.Verdict);
        Assert.Equal("model.gz!gzip!inner.zip!data.pkl", result.Findings[0].Location);
    }

    [Fact]
    public void Archives_nested_too_deep_count_as_not_scanned()
    {
        var content = PickleWriter.Benign();
        for (var i = 0; i < 8; i++)
        {
            content = Zip("inner.zip", content);
        }

        Assert.Equal(ModelScanVerdict.NotScanned, Scan(content, "model.zip").Verdict);
    }

    [Fact]
    public void A_bomb_stops_at_the_limit_and_counts_as_not_scanned()
    {
        var scanner = new ArtefactScanner(new ModelScanLimits { MaxExpandedBytes = 1 << 20 });
        var content = Zip("data.pkl", [.. "\x80\x02B"u8, 0, 0, 0, 8, .. new byte[8 << 20]]);

        Assert.Equal(ModelScanVerdict.NotScanned, scanner.Scan(new MemoryStream(content), "model.zip").Verdict);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x40)]
    public void A_false_encryption_flag_hides_nothing(byte flag)
    {
        var content = Zip("data.pkl", PickleWriter.Attack(), CompressionLevel.NoCompression);
        content[6] |= flag;
        content[content.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= flag;

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(content, "model.zip").Verdict);
    }

    [Fact]
    public void A_true_encryption_flag_counts_as_not_scanned()
    {
        var content = Zip("notes.txt", [9, 8, 7, 250, 3, 1, 200, 77, 12, 13, 90, 41, 6], CompressionLevel.NoCompression);
        content[6] |= 1;

        Assert.Equal(ModelScanVerdict.NotScanned, Scan(content, "model.zip").Verdict);
    }

    [Fact]
    public void A_missing_central_directory_hides_nothing()
    {
        var content = Zip("data.pkl", PickleWriter.Attack());

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(content[..content.AsSpan().IndexOf("PK\x01\x02"u8)], "model.zip").Verdict);
    }

    [Fact]
    public void A_zip_behind_other_bytes_is_looked_into() =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan([.. PickleWriter.Benign(), .. Zip("data.pkl", PickleWriter.Attack())], "model.bin").Verdict);

    [Fact]
    public void A_tar_of_early_PyTorch_is_looked_into()
    {
        using var stream = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(stream, leaveOpen: true))
        {
            tar.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "pickle")
            {
                DataStream = new MemoryStream(PickleWriter.Attack()),
            });
        }

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(stream.ToArray(), "model.pt").Verdict);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", ModelScanVerdict.Unsafe)]
    [InlineData("{'descr': [('a', '<f8'), ('b', 'O')], 'fortran_order': False, 'shape': (1,), }", ModelScanVerdict.Unsafe)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", ModelScanVerdict.Clean)]
    public void The_objects_of_a_NumPy_file_are_read_as_a_pickle(string header, ModelScanVerdict wanted)
    {
        var text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] content = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. PickleWriter.Attack()];

        Assert.Equal(wanted, Scan(content, "array.npy").Verdict);
    }

    [Theory]
    [InlineData(new byte[] { 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4 }, "model.7z")]
    [InlineData(new byte[] { 0x50, 0x4b, 3, 4, 0, 0 }, "model.zip")]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2 }, "model.pkl.gz")]
    [InlineData(new byte[] { }, "model.pkl")]
    public void What_cannot_be_opened_counts_as_not_scanned(byte[] content, string name) =>
        Assert.Equal(ModelScanVerdict.NotScanned, Scan(content, name).Verdict);

    [Fact]
    public void A_file_that_is_not_there_counts_as_not_scanned() =>
        Assert.Equal(ModelScanVerdict.NotScanned, new ArtefactScanner().ScanFile("no/such/file.pkl", "file.pkl").Verdict);

    private static ArtefactScanResult Scan(byte[] content, string name) => new ArtefactScanner().Scan(new MemoryStream(content), name);

    private static byte[] Zip(string name, byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name, level).Open();
            entry.Write(content);
        }
        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }
        return stream.ToArray();
    }
}
