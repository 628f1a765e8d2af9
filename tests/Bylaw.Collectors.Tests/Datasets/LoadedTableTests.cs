using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Avro.File;
using Avro.Generic;
using Bylaw.Collectors.Datasets;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Microsoft.Data.Sqlite;

namespace Bylaw.Collectors.Tests.Datasets;

/// <summary>Arrow, Avro and SQLite are profiled as CSV and Parquet are.</summary>
public sealed class LoadedTableTests : IDisposable
{
    private const string Mail = "anna.berg@example.org";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arrow_is_profiled_with_the_types_that_it_declares()
    {
        WriteArrow("people.arrow");

        var spec = (await CollectAsync("people.arrow", new JsonObject { ["label"] = "label" })).Documents.Single().Spec;

        Assert.Equal(3, spec["rows"]!.GetValue<long>());
        Assert.Equal(["BIGINT", "VARCHAR", "DATE", "DOUBLE", "BLOB", "VARCHAR", "VARCHAR"], spec["columns"]!.AsArray().Select(c => c!["type"]!.GetValue<string>()));
        Assert.Equal((20.0, 30.0), (Column(spec, "age")["range"]!["min"]!.GetValue<double>(), Column(spec, "age")["range"]!["max"]!.GetValue<double>()));
        Assert.Equal(1, Column(spec, "age")["nulls"]!.GetValue<long>());
        Assert.Equal("VIOLATION", Column(spec, "mail")["verdict"]!.GetValue<string>());
        Assert.NotNull(spec["quality"]!["class_balance"]);
    }

    [Fact]
    public async Task An_Arrow_column_of_a_type_that_is_not_read_is_a_gap_and_no_clean_column()
    {
        var type = new IntervalType(IntervalUnit.YearMonth);
        var schema = new Schema([new Field("n", Int32Type.Default, true), new Field("span", type, true)], null);
        var spans = new YearMonthIntervalArray(new ArrayData(type, 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(new byte[4])]));
        Write("spans.arrow", new RecordBatch(schema, [new Int32Array.Builder().Append(1).Build(), spans], 1));

        var answer = await CollectAsync("spans.arrow", []);

        Assert.Contains(answer.Gaps, g => g.Message.Contains("span", StringComparison.Ordinal));
        Assert.Equal(["n"], answer.Documents.Single().Spec["columns"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Avro_is_profiled()
    {
        var schema = (Avro.RecordSchema)Avro.Schema.Parse("""{"type":"record","name":"p","fields":[{"name":"age","type":["null","int"]},{"name":"mail","type":"string"},{"name":"seen","type":{"type":"int","logicalType":"date"}}]}""");
        using (var writer = DataFileWriter<GenericRecord>.OpenWriter(new GenericDatumWriter<GenericRecord>(schema), Path.Combine(_folder.Path, "people.avro")))
        {
            foreach (var age in new int?[] { 20, null, 30 })
            {
                var record = new GenericRecord(schema);
                record.Add("age", age);
                record.Add("mail", Mail);
                record.Add("seen", new DateTime(2024, 5, age is null ? 1 : 2, 0, 0, 0, DateTimeKind.Utc));
                writer.Append(record);
            }
        }

        var spec = (await CollectAsync("people.avro", new JsonObject { ["time"] = "seen" })).Documents.Single().Spec;

        Assert.Equal(["BIGINT", "VARCHAR", "DATE"], spec["columns"]!.AsArray().Select(c => c!["type"]!.GetValue<string>()));
        Assert.Equal((3L, 1L, "2024-05-02"), (spec["rows"]!.GetValue<long>(), Column(spec, "age")["nulls"]!.GetValue<long>(), spec["collected_to"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_table_of_SQLite_is_profiled_and_a_value_against_the_declared_type_keeps_the_column_text()
    {
        WriteSqlite("one.db", "CREATE TABLE people (age INTEGER, mail TEXT, score REAL); INSERT INTO people VALUES (20, 'x', 'unknown'), (30, NULL, 1.5)");

        var spec = (await CollectAsync("one.db", [])).Documents.Single().Spec;

        Assert.Equal(["BIGINT", "VARCHAR", "VARCHAR"], spec["columns"]!.AsArray().Select(c => c!["type"]!.GetValue<string>()));
        Assert.Equal((2L, 1L), (spec["rows"]!.GetValue<long>(), Column(spec, "mail")["nulls"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Of_several_tables_the_named_one_is_looked_at_and_without_a_name_none_is_profiled()
    {
        WriteSqlite("many.db", $"CREATE TABLE a (n INT); INSERT INTO a VALUES (1); CREATE TABLE b (m TEXT); INSERT INTO b VALUES ('{Mail}')");

        var named = await CollectAsync("many.db", new JsonObject { ["table"] = "a" });
        var unnamed = await CollectAsync("many.db", []);
        var unknown = await CollectAsync("many.db", new JsonObject { ["table"] = "c" });

        Assert.Equal((1L, false), (named.Documents.Single().Spec["rows"]!.GetValue<long>(), named.Documents.Single().Spec["personal_data"]!.GetValue<bool>()));
        Assert.Empty(named.Gaps);
        Assert.Contains(unnamed.Gaps, g => g.Message.Contains("2 tables (a, b)", StringComparison.Ordinal) && g.Field == "dataset.columns");
        Assert.True(unnamed.Documents.Single().Spec["personal_data"]!.GetValue<bool>());
        Assert.Contains(unknown.Gaps, g => g.Reason == GapReason.NotFound && g.Message.Contains("no table `c`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_a_test_set_are_looked_up_in_a_training_set_of_another_form()
    {
        WriteArrow("train.arrow");
        WriteSqlite("test.db", $"CREATE TABLE t (age INTEGER, mail TEXT, seen DATE, score REAL, raw BLOB, tags TEXT, label TEXT); INSERT INTO t VALUES (20, '{Mail}', '2024-05-01', 0.5, x'0102', 'a b', 'yes'), (77, 'y', '2024-05-01', 0.5, NULL, NULL, 'no')");

        var answer = await CollectAsync("test.db", new JsonObject { ["train"] = "train.arrow", ["label"] = "label" });

        Assert.Equal((1L, 2L), (answer.Documents.Single(d => d.Kind == "split").Spec["overlap_rows"]!.GetValue<long>(), answer.Documents.Single(d => d.Kind == "split").Spec["test_rows"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("cut.arrow")]
    [InlineData("cut.avro")]
    [InlineData("cut.sqlite")]
    public async Task Rubbish_is_a_gap_and_never_clean(string name)
    {
        _folder.Write(name, "SQLite form");

        var answer = await CollectAsync(name, []);

        Assert.Contains(answer.Gaps, g => g.Reason == GapReason.Malformed);
        Assert.DoesNotContain(answer.Documents, d => d.Spec["personal_data"] is not null);
    }

    [Theory]
    [InlineData("a,b\n1,x\n2,y\n", "age,name", 2)] // words over numbers
    [InlineData("age,name\nx,y\n", "Age,Name", 1)] // the same names
    [InlineData("1,x\n2,y\n", "age,name", 2)]
    [InlineData("u,x\nv,y\n", "age,name", 2)] // words alone tell nothing: no row is dropped
    public async Task Where_names_are_given_the_first_line_is_a_row_unless_it_holds_names(string text, string names, long rows)
    {
        _folder.Write("t.csv", text);

        var spec = (await CollectAsync("t.csv", new JsonObject { ["names"] = new JsonArray([.. names.Split(',').Select(n => (JsonNode)n)]) })).Documents.Single().Spec;

        Assert.Equal((rows, names), (spec["rows"]!.GetValue<long>(), string.Join(',', spec["columns"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()))));
        Assert.Equal(rows, spec["pii"]!["scan"]!["rows_scanned"]!.GetValue<long>());
    }

    private static JsonObject Column(JsonObject spec, string name) => spec["columns"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == name)!.AsObject();

    private void WriteArrow(string name)
    {
        var tags = new ListArray.Builder(StringType.Default);
        var values = (StringArray.Builder)tags.ValueBuilder;
        tags.Append();
        values.Append("a").Append("b");
        tags.Append();
        tags.AppendNull();
        var schema = new Schema(
            [
                new Field("age", UInt8Type.Default, true), new Field("mail", LargeStringType.Default, true), new Field("seen", Date32Type.Default, true), new Field("score", FloatType.Default, true),
                new Field("raw", BinaryType.Default, true), new Field("tags", new ListType(StringType.Default), true), new Field("label", StringType.Default, true),
            ],
            null);
        Write(name, new RecordBatch(
            schema,
            [
                new UInt8Array.Builder().Append(20).AppendNull().Append(30).Build(), Large(Mail, "x", "y"),
                new Date32Array.Builder().Append(new DateOnly(2024, 5, 1)).Append(new DateOnly(2024, 5, 2)).AppendNull().Build(), new FloatArray.Builder().Append(0.5f).Append(1).Append(2).Build(),
                new BinaryArray.Builder().Append([1, 2]).AppendNull().Append([3]).Build(), tags.Build(), new StringArray.Builder().Append("yes").Append("no").Append("no").Build(),
            ],
            3));
    }

    private static LargeStringArray Large(params string[] values)
    {
        var text = values.Select(System.Text.Encoding.UTF8.GetBytes).ToArray();
        var offsets = new long[values.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            offsets[i + 1] = offsets[i] + text[i].Length;
        }
        return new LargeStringArray(values.Length, new ArrowBuffer.Builder<long>().AppendRange(offsets).Build(), new ArrowBuffer(text.SelectMany(t => t).ToArray()), ArrowBuffer.Empty, 0);
    }

    private void Write(string name, RecordBatch batch)
    {
        using var file = File.Create(Path.Combine(_folder.Path, name));
        using var writer = new ArrowFileWriter(file, batch.Schema);
        writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        batch.Dispose();
    }

    private void WriteSqlite(string name, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, name)};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<Collection> CollectAsync(string path, JsonObject profile)
    {
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");
        var context = new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject("data"),
            Files = new SourceFolder(_folder.Path),
            Clock = TimeProvider.System,
            Options = new JsonObject { ["path"] = path, ["profile"] = profile },
        };
        return await new CollectorRunner().RunAsync(collector, context, TestContext.Current.CancellationToken);
    }
}
