using System.IO.Compression;
using System.Text;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Documents;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Datasets;

/// <summary>What cannot be read is a gap with a reason; what can be read is still scanned; nothing of it is a pass.</summary>
public sealed class BadInputScanTests : IDisposable
{
    private const string Mail = "anna.berg@example.org";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public void A_truncated_parquet_file_is_a_gap(double part)
    {
        var whole = File.ReadAllBytes(SharedData.Require("pii/encryption/plain.parquet"));

        var result = Scan(_folder.Write("cut.parquet", whole[..(int)(whole.Length * part)]));

        Assert.Equal(GapReason.Malformed, Assert.Single(result.Gaps).Reason);
    }

    [Fact]
    public void A_wrong_encoding_is_a_gap_and_the_rest_is_scanned()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes("name,mail\n"), (byte)'J', 0xF6, (byte)'r', (byte)'g', .. Encoding.UTF8.GetBytes($",x\nAnna,{Mail}\n")];

        var result = Scan(_folder.Write("latin.csv", latin));

        Assert.NotEmpty(result.Gaps);
        Assert.Equal(1, result.Counts["EMAIL"]);
    }

    [Fact]
    public void What_a_row_that_does_not_fit_holds_is_found_outside_of_columns()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes("name,mail\n"), (byte)'J', 0xF6, .. Encoding.UTF8.GetBytes($",{Mail}\nAnna,x\n")];

        var result = Scan(_folder.Write("latin.csv", latin));

        Assert.Equal([("EMAIL", 1L)], result.OutsideColumns);
        Assert.Contains("1 row does not fit", Assert.Single(result.Gaps).Message, StringComparison.Ordinal);
        Assert.Empty(Scan(_folder.Write("whole.csv", $"name,mail\nAnna,{Mail}\n")).OutsideColumns);
    }

    [Fact]
    public void A_ragged_CSV_is_scanned_to_its_last_cell()
    {
        var text = "a,b,c\n1,2,3\n4,5\n6,7,8,9,SURPLUS\n" + string.Concat(Enumerable.Repeat("1,2,3\n", 3_000)) + $"1,2,3,extra {Mail}\n1,2,3\n";

        var result = Scan(_folder.Write("ragged.csv", text));

        Assert.True(result.Counts.GetValueOrDefault("EMAIL") > 0, "the cell beyond the header was not looked at");
    }

    [Fact]
    public void A_line_without_end_is_scanned_in_bounded_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var result = new DataScanner(new ScanOptions { Progress = _ => most = Math.Max(most, GC.GetTotalMemory(false) - before) }).ScanStream(new EndlessLine(200L << 20, $" mail {Mail} "), "line", CancellationToken.None);

        Assert.Equal((200L << 20, true), (result.Bytes, result.IsComplete));
        Assert.Equal(200, result.Counts["EMAIL"]);
        Assert.InRange(most, 0, 96 << 20);
    }

    [Fact]
    public void A_zip_bomb_stops_at_the_limit_and_what_stands_before_it_is_scanned()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var first = zip.CreateEntry("a.txt").Open())
            {
                first.Write(Encoding.UTF8.GetBytes($"mail {Mail}\n"));
            }
            using var bomb = zip.CreateEntry("b.txt", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                bomb.Write(zeros);
            }
        }

        var result = Scan(_folder.Write("bomb.zip", buffer.ToArray()));

        Assert.Equal(1, result.Counts["EMAIL"]);
        Assert.Equal(GapReason.Limit, Assert.Single(result.Gaps).Reason);
        Assert.InRange(result.Bytes, 0, 100 << 20);
    }

    [Fact]
    public void Bytes_that_are_no_table_are_a_gap()
    {
        Assert.Equal(GapReason.Malformed, Assert.Single(Scan(_folder.Write("x.csv", [0xC3, 0x28, 0xA0, 0xFF, 0x00, 0x91, 0x07])).Gaps).Reason);
        Assert.Empty(Scan(_folder.Write("empty.csv", "")).Gaps);
    }

    [Theory]
    [InlineData("x.parquet")]
    [InlineData("x.arrow")]
    [InlineData("x.avro")]
    [InlineData("x.db")]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void Rubbish_under_a_known_name_is_a_gap(string name)
    {
        var result = Scan(_folder.Write(name, Encoding.UTF8.GetBytes("this is not what its name says, by any reading of the word\n")));

        Assert.Equal(GapReason.Malformed, Assert.Single(result.Gaps).Reason);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_gap()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file whose reading fails");

        Assert.Equal(GapReason.Unreachable, Assert.Single(Scan("/proc/self/mem").Gaps).Reason);
        Assert.Equal(GapReason.NotFound, Assert.Single(Scan(Path.Combine(_folder.Path, "absent.txt")).Gaps).Reason);
    }

    [Fact]
    public void Rows_beyond_a_bound_make_the_scan_incomplete()
    {
        _folder.Write("t.csv", "a\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")));

        var result = new DataScanner(new ScanOptions { MaxRows = 10 }).ScanFile(Path.Combine(_folder.Path, "t.csv"), "t.csv", CancellationToken.None).Single();

        Assert.Equal((10L, GapReason.Limit), (result.Rows, Assert.Single(result.Gaps).Reason));
    }

    private static ScanResult Scan(string path) => Assert.Single(new DataScanner(new ScanOptions()).ScanFile(path, Path.GetFileName(path), CancellationToken.None));

    /// <summary>One line of many bytes with a word at the start of each mebibyte.</summary>
    private sealed class EndlessLine(long length, string word) : Stream
    {
        private readonly byte[] _word = Encoding.UTF8.GetBytes(word);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - _at);
            buffer[..count].Fill((byte)'a');
            for (var i = 0; i < count; i++)
            {
                var place = (int)((_at + i) & 0xFFFFF);
                if (place >= _word.Length)
                {
                    i += Math.Min(count - i, 0x100000 - place) - 1;
                    continue;
                }
                buffer[i] = _word[place];
            }
            _at += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
