using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets;
using Bylaw.Collectors.Datasets.Lineage;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Datasets;

public sealed class DatasetCollectorTests : IDisposable
{
    private const string People =
        "id,name,age,sex,city,seen,email,label\n" +
        "1,Anna,20,f,Oslo,2024-01-01,anna.berg@example.org,yes\n" +
        "2,Ben,30,m,oslo ,2024-02-01,ben.k@example.org,no\n" +
        "3,Cleo,40,f,Oslo,2024-03-01,cleo@example.org,no\n" +
        "4,Dan,50,m,Rome,2024-04-01,dan@example.org,no\n" +
        "5,Eve,999,f,?,2024-05-01,,no\n" +
        "5,Eve,999,f,?,2024-05-01,,no\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_profile_counts_nulls_tokens_ranges_duplicates_and_classes()
    {
        _folder.Write("data/people.csv", People);

        var spec = (await CollectAsync(new JsonObject { ["path"] = "data/people.csv", ["profile"] = new JsonObject { ["label"] = "label", ["keys"] = "id", ["time"] = "seen" } })).Documents.Single().Spec;

        Assert.Equal(6, spec["rows"]!.GetValue<long>());
        Assert.Equal(2, Column(spec, "email")["nulls"]!.GetValue<long>());
        Assert.Equal(2, Column(spec, "city")["null_tokens"]!.GetValue<long>());
        Assert.Equal(1, Column(spec, "city")["variants"]!.GetValue<long>());
        Assert.Equal(20, Column(spec, "age")["range"]!["min"]!.GetValue<double>());
        Assert.Equal(45, Column(spec, "age")["quantiles"]!["p50"]!.GetValue<double>());
        Assert.Equal(1, spec["quality"]!["duplicates"]!.GetValue<long>());
        Assert.Equal(0.2, spec["quality"]!["class_balance"]!["min_max_ratio"]!.GetValue<double>());
        Assert.Equal("2024-05-01", spec["collected_to"]!.GetValue<string>());
        Assert.True(spec["personal_data"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Evidence_holds_no_value_of_a_column_in_which_personal_data_was_found()
    {
        _folder.Write("data/people.csv", People);

        var answer = await CollectAsync(new JsonObject { ["path"] = "data/people.csv", ["profile"] = new JsonObject { ["label"] = "label", ["protected"] = "sex", ["quasi_identifiers"] = new JsonArray("age", "sex") } });

        var text = answer.Documents.Single().ToJson().ToJsonString() + string.Concat(answer.Gaps.Select(g => g.Message));
        Assert.DoesNotContain("example.org", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cleo", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Privacy_figures_follow_their_definitions()
    {
        _folder.Write("t.csv", "q,s\na,x\na,y\na,x\nb,x\nb,x\n");

        var spec = (await CollectAsync(new JsonObject { ["path"] = "t.csv", ["profile"] = new JsonObject { ["quasi_identifiers"] = "q", ["sensitive"] = "s" } })).Documents.Single().Spec;

        var privacy = spec["deidentification"]!;
        Assert.Equal(2, privacy["k"]!.GetValue<long>());
        Assert.Equal(1, privacy["l"]!.GetValue<long>());
        Assert.Equal(0.2, privacy["t"]!.GetValue<double>(), 9); // class b: all x, where the table has x in 4 of 5
        Assert.Equal(0.4, privacy["risk"]!["prosecutor_mean"]!.GetValue<double>(), 9);
        Assert.Equal(5, privacy["rows_below_5"]!.GetValue<long>());
    }

    [Fact]
    public async Task Groups_stand_beside_the_declared_population_and_numbers_are_grouped_by_its_intervals()
    {
        _folder.Write("data/people.csv", People);
        var population = JsonNode.Parse("""{"sex":{"f":0.5,"m":0.4,"d":0.1},"age":{"<30":0.2,"30-50":0.7,">50":0.1}}""");

        var spec = (await CollectAsync(new JsonObject { ["path"] = "data/people.csv", ["profile"] = new JsonObject { ["population"] = population } })).Documents.Single().Spec;

        var groups = spec["representativeness"]!.AsArray().ToDictionary(g => $"{g!["attribute"]}={g["group"]}", g => (g!["count"]!.GetValue<long>(), g["reference_share"]!.GetValue<double>()));
        Assert.Equal((4, 0.5), groups["sex=f"]);
        Assert.Equal((0, 0.1), groups["sex=d"]);
        Assert.Equal((3, 0.7), groups["age=30-50"]);
        Assert.Equal((2, 0.1), groups["age=>50"]);
    }

    [Fact]
    public async Task A_column_that_gives_the_label_away_is_the_strongest_association()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i % 7},{(i % 3 == 0 ? "p" : "n")}{i % 2},{(i % 3 == 0 ? "yes" : "no")}\n"));
        _folder.Write("t.csv", "noise,leak,label\n" + rows);

        var spec = (await CollectAsync(new JsonObject { ["path"] = "t.csv", ["profile"] = new JsonObject { ["label"] = "label" } })).Documents.Single().Spec;

        var first = spec["quality"]!["associations"]![0]!;
        Assert.Equal("leak", first["column"]!.GetValue<string>());
        Assert.Equal(1, first["predictive_power"]!.GetValue<double>(), 9);
        Assert.Equal(1, first["cramers_v"]!.GetValue<double>(), 9);
        Assert.Equal(0, spec["quality"]!["associations"]![1]!["predictive_power"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_test_set_is_looked_up_in_its_training_set()
    {
        _folder.Write("train.csv", "id,x,when,label\n1,a,2024-01-01,yes\n2,b,2024-02-01,no\n3,c,2024-03-01,no\n");
        _folder.Write("test.csv", "id,x,when,label\n3,c,2024-03-01,no.\n9,b,2024-02-01,yes\n10,z,2024-04-01,no\n11,y,2024-04-02,no\n");

        var answer = await CollectAsync(new JsonObject { ["path"] = "test.csv", ["profile"] = new JsonObject { ["train"] = "train.csv", ["label"] = "label", ["keys"] = "id", ["time"] = "when" } });

        var split = answer.Documents.Single(d => d.Kind == "split").Spec;
        Assert.Equal(0.25, split["overlap_ratio"]!.GetValue<double>());
        Assert.Equal(2, split["feature_overlap_rows"]!.GetValue<long>());
        Assert.Equal(1, split["shared_keys"]![0]!["shared"]!.GetValue<long>());
        Assert.Equal(2, split["time"]!["test_rows_not_after_train"]!.GetValue<long>());
    }

    [Fact]
    public async Task Expectations_are_counted_and_not_judged()
    {
        _folder.Write("data/people.csv", People);
        var expectations = JsonNode.Parse("""[{"column":"email","not_null":true,"mostly":0.9},{"column":"age","max":120},{"column":"sex","in":["f","m"]},{"column":"id","unique":true},{"column":"email","regex":"@example[.]org$"}]""");

        var spec = (await CollectAsync(new JsonObject { ["path"] = "data/people.csv", ["profile"] = new JsonObject { ["expect"] = expectations } })).Documents.Single().Spec;

        Assert.Equal([4.0 / 6, 4.0 / 6, 1, 4.0 / 6, 1], spec["quality"]!["expectations"]!.AsArray().Select(e => e!["share"]!.GetValue<double>()));
    }

    [Fact]
    public async Task Consent_requests_and_annotations_are_imported()
    {
        _folder.Write("people.csv", "id,x\n1,a\n2,b\n3,c\n4,d\n");
        _folder.Write("consent.csv", "id,status,at\n1,given,2024-01-01\n2,given,2024-01-01\n2,withdrawn,2024-02-01\n3,given,2024-01-01\n");
        _folder.Write("requests.csv", "opened_at,closed_at\n2026-01-01,2026-01-10\n2026-02-19,\n");
        _folder.Write("annotations.csv", "item,annotator,label\n1,a,x\n1,b,x\n2,a,y\n2,b,y\n3,a,x\n3,b,y\n");

        var answer = await CollectAsync(new JsonObject { ["path"] = "people.csv", ["profile"] = new JsonObject { ["keys"] = "id", ["consent"] = "consent.csv", ["rights_requests"] = "requests.csv", ["annotations"] = "annotations.csv" } });

        var spec = answer.Documents.Single().Spec;
        Assert.Equal(0.5, spec["consent"]!["coverage"]!.GetValue<double>());
        Assert.Equal(1, spec["consent"]!["withdrawn_present"]!.GetValue<long>());
        Assert.Equal(10, spec["erasure"]!["oldest_open_days"]!.GetValue<long>());
        Assert.Equal(1 - (2 / 3.6), spec["quality"]!["label_agreement"]!["value"]!.GetValue<double>(), 9);
    }

    [Fact]
    public async Task The_storage_is_read_from_the_infrastructure()
    {
        _folder.Write("t.csv", "a\n1\n");
        _folder.Write("infra/main.tf", "resource \"aws_ebs_volume\" \"data\" {\n  availability_zone = \"eu-west-1a\"\n  size = 10\n  encrypted = true\n}\n");

        var known = await CollectAsync(new JsonObject { ["path"] = "t.csv", ["storage"] = new JsonObject { ["resource"] = "aws_ebs_volume.data" } });
        var unknown = await CollectAsync(new JsonObject { ["path"] = "t.csv", ["storage"] = new JsonObject { ["resource"] = "aws_ebs_volume.other" } });

        Assert.True(known.Documents.Single().Spec["storage"]!["encrypted_at_rest"]!.GetValue<bool>());
        Assert.Contains(unknown.Gaps, g => g.Field == "dataset.storage.encrypted_at_rest");
    }

    [Fact]
    public async Task Lineage_events_give_owner_version_and_address_and_the_profile_gives_facets_back()
    {
        _folder.Write("data/t.csv", "a,b\n1,x\n2,y\n");
        _folder.Write("events.jsonl",
            """{"eventTime":"2026-01-01T00:00:00Z","job":{"name":"train_model"},"inputs":[{"namespace":"s3://lake","name":"data/t.csv","facets":{"version":{"datasetVersion":"7"},"ownership":{"owners":[{"name":"team:risk"}]},"dataSource":{"uri":"s3://lake/data/t.csv"}}}],"outputs":[]}""" + "\n");

        var spec = (await CollectAsync(new JsonObject { ["path"] = "data/t.csv", ["profile"] = new JsonObject { ["lineage"] = "events.jsonl" } })).Documents.Single().Spec;
        var facets = OpenLineageFacets.From(spec);

        Assert.Equal(("7", "team:risk", "s3://lake/data/t.csv", "train"), (spec["version"]!.ToString(), spec["owner"]!.ToString(), spec["storage"]!["uri"]!.ToString(), spec["roles"]![0]!.ToString()));
        Assert.Equal(2, facets["inputFacets"]!["dataQualityMetrics"]!["rowCount"]!.GetValue<long>());
        Assert.Equal(2, facets["inputFacets"]!["dataQualityMetrics"]!["columnMetrics"]!["b"]!["distinctCount"]!.GetValue<long>());
        Assert.Equal("a", facets["facets"]!["schema"]!["fields"]![0]!["name"]!.ToString());
    }

    [Theory]
    [InlineData("{}", GapReason.NotDeclared)]
    [InlineData("""{"path":"absent.csv"}""", GapReason.NotFound)]
    [InlineData("""{"path":"../x.csv"}""", GapReason.Denied)]
    [InlineData("""{"path":"t.csv","profile":{"labl":"x"}}""", GapReason.Malformed)]
    [InlineData("""{"path":"t.csv","profile":{"population":{"sex":0.5}}}""", GapReason.Malformed)]
    [InlineData("""{"uri":"postgres://nobody@127.0.0.1:1/none"}""", GapReason.NotDeclared)]
    public async Task A_wrong_setting_is_a_gap_and_never_evidence(string options, GapReason wanted)
    {
        _folder.Write("t.csv", "a\n1\n");

        var answer = await CollectAsync(JsonNode.Parse(options)!.AsObject());

        Assert.Empty(answer.Documents);
        Assert.Equal(wanted, Assert.Single(answer.Gaps).Reason);
    }

    [Theory]
    [InlineData("label", "dataset.quality", "quality.class_counts", "columns")]
    [InlineData("protected", "dataset.representativeness", "representativeness", "quality.duplicate_ratio")]
    [InlineData("quasi_identifiers", "dataset.deidentification", "deidentification", "columns")]
    [InlineData("required", "dataset.columns", "columns", "quality.duplicate_ratio")]
    public async Task A_setting_that_names_no_column_leaves_out_what_hangs_on_it_and_says_which_columns_there_are(string setting, string field, string left, string kept)
    {
        _folder.Write("t.csv", "a,b\n1,2\n");

        var answer = await CollectAsync(new JsonObject { ["path"] = "t.csv", ["profile"] = new JsonObject { [setting] = setting == "label" ? "c" : new JsonArray("a", "c") } });

        var gap = Assert.Single(answer.Gaps);
        Assert.Equal(field, gap.Field);
        Assert.Contains("there is no column `c`; columns are a, b", gap.Message, StringComparison.Ordinal);
        var spec = answer.Documents.Single().Spec;
        Assert.Null(Find(left));
        Assert.NotNull(Find(kept));

        JsonNode? Find(string path) => path.Split('.').Aggregate((JsonNode?)spec, (node, step) => node?[step]);
    }

    [Fact]
    public async Task An_answer_is_reused_while_no_file_that_it_read_has_changed()
    {
        _folder.Write("data/t.csv", "a\n1\n");
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");
        var runner = new CollectorRunner(new EvidenceCache(Path.Combine(_folder.Path, ".bylaw", "cache")));
        async Task<string> SpecAsync() => (await runner.RunAsync(collector, Context(collector, new JsonObject { ["path"] = "data/t.csv" }))).Documents.Single().Spec.ToJsonString();

        var first = await SpecAsync();
        var same = await SpecAsync();
        _folder.Write("data/README.md", "# Description\nNumbers that count.\n");
        var withCard = await SpecAsync();
        _folder.Write("data/t.csv", "a\n2\n3\n");

        Assert.Equal(first, same);
        Assert.Equal(3, new[] { first, withCard, await SpecAsync() }.Distinct().Count());
    }

    [Theory]
    [InlineData("path", true)]
    [InlineData("uri", false)]
    [InlineData("query", false)]
    public void Only_what_stands_in_files_is_reused(string option, bool isRepeatable)
    {
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");

        Assert.Equal(isRepeatable, collector.Collector.IsRepeatable(Context(collector, new JsonObject { [option] = "x" })));
    }

    private static JsonNode Column(JsonObject spec, string name) => spec["columns"]!.AsArray().Single(c => c!["name"]!.ToString() == name)!;

    private Task<Collection> CollectAsync(JsonObject options)
    {
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");
        return new CollectorRunner().RunAsync(collector, Context(collector, options));
    }

    private CollectorContext Context(RegisteredCollector collector, JsonObject options) => new()
    {
        Collector = collector.Identity,
        Subject = new Subject("people"),
        Files = new SourceFolder(_folder.Path),
        Clock = new FixedClock(),
        Options = options,
    };

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
