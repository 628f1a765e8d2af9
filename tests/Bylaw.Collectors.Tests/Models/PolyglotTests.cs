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

    private static ArtefactScanResult Scan(byte[] content, string name) => new ArtefactScanner().Scan(new MemoryStream(content), name);
}
