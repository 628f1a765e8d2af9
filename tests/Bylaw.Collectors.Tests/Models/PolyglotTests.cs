using System.Formats.Tar;
using System.Text;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Scanning;

namespace Bylaw.Collectors.Tests.Models;

/// <summary>Files that one loader takes for an archive or another format and a pickle loader for a pickle.</summary>
public sealed class PolyglotTests
{
    private static readonly byte[] _call = "cos\nsystem\n(S'echo'\ntR."u8.ToArray();

    [Theory]
    [InlineData("model.gguf")]
    [InlineData("model.pkl")]
    public void A_GGUF_head_that_is_also_a_float_of_a_pickle_hides_nothing(string name) =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan([.. "GGUF"u8, 3, 0, 0, 0, 0, (byte)'0', .. _call], name).Verdict);

    [Fact]
    public void A_zip_head_that_is_also_a_persistent_name_hides_nothing() =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan([.. "PK\x03\x04 any name\n0"u8, .. _call], "model.pt").Verdict);

    [Fact]
    public void A_tar_whose_first_member_is_named_as_a_pickle_is_an_attack()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, Encoding.Latin1.GetString(_call)));
        }

        Assert.Equal(ModelScanVerdict.Unsafe, Scan(bytes.ToArray(), "model.tar").Verdict);
    }

    [Fact]
    public void A_float_that_only_Python_reads_does_not_end_the_look() =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan([.. "F1_0\n0"u8, .. _call], "model.pkl").Verdict);

    [Theory]
    [InlineData("m.joblib", "QlpoOTFBWSZTWW8Uv2gAAAVTgAAQAMEYAApCjCAgACImjI9TxQQAAOrSFhhEUqeT4w4+LuSKcKEg3il+0A==")]
    [InlineData("m.joblib", "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAWY29zCnN5c3RlbQooUydlY2hvJwp0Ui4AAHsPOj83JhQVAAEvF4EISbEftvN9AQAAAAAEWVo=")]
    [InlineData("m.joblib", "XQAAgAD//////////wAxm8rGsnxl39+RWZ+x1n4tC59c9SOxgMi9IU47//+MlgAA")]
    [InlineData("m.npz", "UEsDBC4AAAAMAAAAIQAzadh/PQAAABcAAAAKAAAAbS9kYXRhLnBrbEJaaDkxQVkmU1lvFL9oAAAFU4AAEADBGAAKQowgIAAiJoyPU8UEAADq0hYYRFKnk+MOPi7kinChIN4pftBQSwECLgMuAAAADAAAACEAM2nYfz0AAAAXAAAACgAAAAAAAAAAAAAAgAEAAAAAbS9kYXRhLnBrbFBLBQYAAAAAAQABADgAAABlAAAAAAA=")]
    [InlineData("m.npz", "UEsDBD8AAgAOAAAAIQAzadh/LAAAABcAAAAKAAAAbS9kYXRhLnBrbAkEBQBdAACAAAAxm8rGsnxl39+RWZ+x1n4tC59c9SOxgMi9IU47//+MlgAAUEsBAj8DPwACAA4AAAAhADNp2H8sAAAAFwAAAAoAAAAAAAAAAAAAAIABAAAAAG0vZGF0YS5wa2xQSwUGAAAAAAEAAQA4AAAAVAAAAAAA")]
    public void What_joblib_and_NumPy_unpack_is_unpacked_here(string name, string base64) =>
        Assert.Equal(ModelScanVerdict.Unsafe, Scan(Convert.FromBase64String(base64), name).Verdict);

    [Theory]
    [InlineData("m.joblib", "QlpoOTFBWSZTWW8Uv2gAAAVTgAAQAMEYAApCjCAgACImjI9TxQQAAOo=")]
    [InlineData("m.joblib", "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAWY29zCnN5c3RlbQooUw==")]
    [InlineData("m.joblib", "XQAAgP///////////wAAAA==")]
    public void Packed_data_that_was_cut_counts_as_not_scanned(string name, string base64) =>
        Assert.Equal(ModelScanVerdict.NotScanned, Scan(Convert.FromBase64String(base64), name).Verdict);

    [Theory]
    [InlineData(new byte[] { 0x60, 0xea, 1, 2, 3, 4, 5 }, "weights.bin")]
    [InlineData(new byte[] { 0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0, 9 }, "weights.bin")]
    [InlineData(new byte[] { 0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e, 0x0a }, "weights.bin")]
    [InlineData(new byte[] { 0x1f, 0x9d, 0x90, 1, 2, 3 }, "weights.bin")]
    [InlineData(new byte[] { 0x4c, 0x5a, 0x49, 0x50, 1, 2, 3 }, "weights.bin")]
    [InlineData(new byte[] { 0xee, 1, 2, 3, 4, 5, 6, 7 }, "model.zip")]
    [InlineData(new byte[] { 0xee, 1, 2, 3, 4, 5, 6, 7 }, "model.h5")]
    public void An_archive_that_is_not_known_is_never_clean(byte[] content, string name) =>
        Assert.Equal(ModelScanVerdict.NotScanned, Scan(content, name).Verdict);

    private static ArtefactScanResult Scan(byte[] content, string name) => new ArtefactScanner().Scan(new MemoryStream(content), name);
}
