using System.Text;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Documents;
using Bylaw.Testing;
using CsCheck;

namespace Bylaw.Collectors.Tests.Datasets;

/// <summary>The fast reading of text tables gives what SQL gives, row for row, and says what does not fit.</summary>
public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fairness")]
    [InlineData("ledger-and-schemas/ecs")]
    [InlineData("pii")]
    public void Real_files_are_read_as_SQL_reads_them(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Require(folder), "*.?sv", SearchOption.AllDirectories))
        {
            using var fast = CsvTable.Open(path);
            using var sql = DuckDbTable.OpenCsv(path);

            Assert.Equal(sql.Columns, fast.Columns);
            Assert.Equal(sql.Rows(default).Select(Unquoted), fast.Rows(default).Select(Unquoted));
            Assert.Equal(sql.RejectedRows, fast.RejectedRows);
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", "1|2 3|4")]
    [InlineData("a,b\r\n1,2\r\n3,4", "1|2 3|4")]
    [InlineData("\uFEFFa,b\n1,2\n", "1|2")]
    [InlineData("a;b\n1,5;2\n3;\n", "1,5|2 3|-")]
    [InlineData("a\tb\n1\t2\n\n3\t4\n", "1|2 3|4")]
    [InlineData("a,b\n\"x,\"\"y\"\"\",2\n\"l\nm\",4\n", "x,\"y\"|2 l\nm|4")]
    [InlineData("a,b\n5\" tall,2\n3,6\"\n", "5\" tall|2 3|6\"")]
    [InlineData("a,b,c\n1,2\n3,4,5\n1,2,3,\n", "1|2|- 3|4|5 1|2|3")]
    [InlineData("a,b\n#1,2\n#,4\n", "#1|2 #|4")]
    [InlineData("größe,ort\n1,Köln\n2,東京\n", "1|Köln 2|東京")]
    public void A_layout_is_read(string text, string rows)
    {
        using var table = CsvTable.Open(_folder.Write("t.csv", text));

        Assert.IsType<CsvTable>(table);
        Assert.Equal(rows, string.Join(' ', table.Rows(default).Select(Line)));
        Assert.Equal(0, table.RejectedRows);
    }

    [Fact]
    public void Columns_are_named_as_the_header_does()
    {
        using var table = CsvTable.Open(_folder.Write("t.csv", "größe,\"the, town\",größe\n1,2,3\n"));

        Assert.Equal(["größe", "the, town", "größe_1"], table.Columns);
    }

    [Theory]
    [InlineData("1,2,3\n")]
    [InlineData("\"1,2\n3,4\n")]
    public void A_row_that_does_not_fit_is_counted(string late)
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 30_000)) + late;
        using var table = CsvTable.Open(_folder.Write("t.csv", text));

        Assert.InRange(table.Rows(default).Count(), 30_000, 30_001);
        Assert.Equal(1, table.RejectedRows);
    }

    [Fact]
    public void A_row_longer_than_sixteen_mebibytes_is_a_gap_and_what_stands_before_it_is_scanned()
    {
        var path = Path.Combine(_folder.Path, "long.csv");
        using (var file = new StreamWriter(path))
        {
            file.Write("name,mail\n");
            for (var i = 0; i < 40_000; i++)
            {
                file.Write($"n{i},p{i}@example.org\n");
            }
            file.Write("x,\"");
            file.Write(new string('y', 17 << 20));
        }

        var result = Assert.Single(new DataScanner(new ScanOptions()).ScanFile(path, "long.csv", default));

        Assert.Equal((GapReason.Limit, 40_000L, 40_000L), (Assert.Single(result.Gaps).Reason, result.Rows, result.Counts["EMAIL"]));
    }

    [Fact]
    public void What_is_written_by_the_standard_is_read_back()
    {
        var cell = Gen.OneOf(Gen.String[Gen.Char["ab ,;\"\n\r|é東"], 0, 12], Gen.Int.Select(i => $"{i}"));
        Gen.Int[2, 5].SelectMany(width => cell.Array[width].Array[1, 40]).Sample(rows =>
        {
            var header = string.Join(',', Enumerable.Range(0, rows[0].Length).Select(i => $"column_{i}"));
            var text = new StringBuilder(header).Append('\n').AppendJoin('\n', rows.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))).Append('\n');
            using var reader = new CsvBatchReader(_folder.Write("t.csv", text.ToString()), new CsvLayout(',', '"', true, rows[0]), () => Assert.Fail("a row was left out"));
            var batch = new RowBatch(rows[0].Length);

            Assert.False(reader.Read(batch, default));
            Assert.Equal(rows.Length, batch.Rows);
            Assert.All(rows.Index(), r => Assert.All(r.Item.Index(), c => Assert.Equal(c.Item, Encoding.UTF8.GetString(batch.Columns[c.Index][r.Index]))));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void No_bytes_break_the_scan_and_an_address_among_them_is_found_or_missed_aloud()
    {
        var piece = Gen.OneOf(new[] { ",", ";", "\t", "|", "\"", "'", "\n", "\r", "\r\n", "\0", "a", "1", " ", "\uFEFF", "é", "\\", "#", "p@example.org" }.Select(t => Encoding.UTF8.GetBytes(t)).Append([0xFF]).Append([0xC3]).Select(Gen.Const).ToArray());
        piece.Array[0, 60].Sample(pieces =>
        {
            var bytes = pieces.SelectMany(p => p).ToArray();

            var result = Assert.Single(new DataScanner(new ScanOptions()).ScanFile(_folder.Write("t.csv", bytes), "t.csv", default));

            var plain = new Bylaw.Detection.Detector().Scan(bytes).Count(f => f.Type == "EMAIL");
            Assert.True(plain == 0 || result.Counts.GetValueOrDefault("EMAIL") > 0 || !result.IsComplete, Convert.ToHexString(bytes));
        }, iter: 60, threads: 1);
    }

    /// <summary>SQL leaves quotes doubled where the first rows held none, so they are not compared.</summary>
    private static string Unquoted(string?[] row) => Line(row).Replace("\"", "", StringComparison.Ordinal);

    private static string Line(string?[] row) => string.Join('|', row.Select(c => c ?? "-"));
}
