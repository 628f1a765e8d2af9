using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Avro.File;
using Avro.Generic;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Testing;
using Microsoft.Data.Sqlite;

namespace Bylaw.Collectors.Tests.Datasets;

public sealed class ScanFormsTests : IDisposable
{
    private const string Mail = "anna.berg@example.org";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_table_of_SQLite_is_scanned()
    {
        var path = Path.Combine(_folder.Path, "app.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE clean (a TEXT); INSERT INTO clean VALUES ('x'); CREATE TABLE \"with mail\" (id INT, m TEXT); INSERT INTO \"with mail\" VALUES (1, NULL), (2, '{Mail}')";
            command.ExecuteNonQuery();
        }

        var results = Scan(path);

        Assert.Equal(["app.db#clean", "app.db#with mail"], results.Select(r => r.Name));
        Assert.Equal([2L], results[1].Columns.Single(c => c.Name == "m").FirstRows);
    }

    [Theory]
    [InlineData("people.arrow", true)]
    [InlineData("people.ipc", false)]
    public void Arrow_files_and_streams_are_scanned(string name, bool isFile)
    {
        var schema = new Schema([new Field("n", Int32Type.Default, true), new Field("m", StringType.Default, true)], null);
        using var batch = new RecordBatch(schema, [new Int32Array.Builder().Append(1).AppendNull().Build(), new StringArray.Builder().Append("x").Append(Mail).Build()], 2);
        var path = Path.Combine(_folder.Path, name);
        using (var file = File.Create(path))
        using (var writer = isFile ? new ArrowFileWriter(file, schema) : new ArrowStreamWriter(file, schema))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        var result = Assert.Single(Scan(path));

        Assert.Equal((2L, "VIOLATION", true), (result.Rows, result.Columns[1].Verdict, result.IsComplete));
    }

    [Fact]
    public void Avro_is_scanned_with_what_is_nested_in_records()
    {
        var schema = (Avro.RecordSchema)Avro.Schema.Parse("""{"type":"record","name":"p","fields":[{"name":"id","type":"int"},{"name":"contact","type":{"type":"record","name":"c","fields":[{"name":"mail","type":"string"}]}}]}""");
        var path = Path.Combine(_folder.Path, "people.avro");
        using (var writer = DataFileWriter<GenericRecord>.OpenWriter(new GenericDatumWriter<GenericRecord>(schema), path))
        {
            var contact = new GenericRecord((Avro.RecordSchema)schema["contact"].Schema);
            contact.Add("mail", Mail);
            var record = new GenericRecord(schema);
            record.Add("id", 1);
            record.Add("contact", contact);
            writer.Append(record);
        }

        var result = Assert.Single(Scan(path));

        Assert.Equal((1L, "VIOLATION", true), (result.Rows, result.Columns[1].Verdict, result.IsComplete));
    }

    [Fact]
    public void Archives_are_read_two_deep_and_no_deeper()
    {
        var inner = Zip(("notes.txt", Encoding.UTF8.GetBytes($"mail {Mail}")));
        var middle = Zip(("inner.zip", inner));

        var two = Assert.Single(Scan(_folder.Write("two.zip", Zip(("inner.zip", inner)))));
        var three = Assert.Single(Scan(_folder.Write("three.zip", Zip(("middle.zip", middle)))));

        Assert.Equal((1L, true), (two.Counts["EMAIL"], two.IsComplete));
        Assert.Equal((false, "2 deep"), (three.IsComplete, three.Gaps.Single().Message[^6..]));
    }

    [Fact]
    public void A_tar_in_gzip_is_read()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionMode.Compress, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a/notes.txt") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes($"mail {Mail}\n")) });
        }

        var result = Assert.Single(Scan(_folder.Write("backup.tar.gz", buffer.ToArray())));

        Assert.Equal((1L, true), (result.Counts["EMAIL"], result.IsComplete));
    }

    [Fact]
    public void A_notebook_gives_the_lines_of_its_outputs()
    {
        var result = Assert.Single(Scan(_folder.Write("work.ipynb", $$$"""
            {"cells":[{"cell_type":"code","source":["df.head()"],
              "outputs":[{"data":{"text/plain":["  {{{Mail}}}"]}}]}],"nbformat":4}
            """)));

        Assert.Equal(("EMAIL", 2L), (result.Findings.Single().Type, result.Findings.Single().Line));
    }

    [Fact]
    public void Line_and_byte_of_a_finding_stay_true_across_chunks()
    {
        var text = new StringBuilder();
        for (var i = 1; i <= 120_000; i++)
        {
            text.Append(i == 99_999 ? $"élan {Mail}\n" : "a line of plain text that says nothing at all\n");
        }

        var finding = Assert.Single(Assert.Single(Scan(_folder.Write("long.txt", text.ToString()))).Findings);

        Assert.Equal((99_999L, 7L), (finding.Line, finding.Column));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    public void UTF_16_is_read_with_and_without_its_mark_however_long(string encoding, bool withMark)
    {
        var text = string.Concat(Enumerable.Repeat("a line of plain text that says nothing at all\n", 60_000)) + $"mail {Mail}\n";
        var bytes = Encoding.GetEncoding(encoding) is var e && withMark ? [.. e.GetPreamble(), .. e.GetBytes(text)] : Encoding.GetEncoding(encoding).GetBytes(text);

        var result = Assert.Single(Scan(_folder.Write("wide.txt", bytes)));

        Assert.Equal(60_001, Assert.Single(result.Findings).Line);
    }

    [Theory]
    [InlineData("plain.parquet", "VIOLATION", true)]
    [InlineData("enc_ssn_plaintext_footer.parquet", "ENCRYPTED", true)]
    public void A_parquet_file_with_a_clear_footer_is_judged_column_by_column(string name, string verdict, bool complete)
    {
        var result = Assert.Single(Scan(SharedData.Require($"pii/encryption/{name}")));

        Assert.Equal((verdict, complete), (result.Columns.Single(c => c.Name == "ssn").Verdict, result.IsComplete));
        Assert.Equal("VIOLATION", result.Columns.Single(c => c.Name == "email").Verdict);
    }

    [Fact]
    public void A_clear_column_behind_an_encrypted_footer_is_found_and_the_others_are_not_called_clean()
    {
        var result = Assert.Single(Scan(SharedData.Require("pii/encryption/enc_ssn_encrypted_footer.parquet")));

        Assert.Contains(result.Columns, c => c.Verdict == "VIOLATION" && c.Counts.ContainsKey("EMAIL"));
        Assert.Contains(result.Columns, c => c.Verdict == "ENCRYPTED");
        Assert.DoesNotContain(result.Columns, c => c.Counts.ContainsKey("US_SSN"));
        Assert.False(result.IsComplete);
    }

    [Fact]
    public void A_uniformly_encrypted_file_shows_nothing_and_is_incomplete()
    {
        var result = Assert.Single(Scan(SharedData.Require("pii/encryption/enc_uniform.parquet")));

        Assert.Equal(["ENCRYPTED"], result.Columns.Select(c => c.Verdict));
        Assert.False(result.IsComplete);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return buffer.ToArray();
    }

    private static IReadOnlyList<ScanResult> Scan(string path) => new DataScanner(new ScanOptions()).ScanFile(path, Path.GetFileName(path), CancellationToken.None);
}
