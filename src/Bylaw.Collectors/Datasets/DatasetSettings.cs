using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Datasets;

/// <summary>Holds what the manifest says about a dataset and how to look at it; the looking stands under <c>profile:</c>.</summary>
/// <exception cref="FormatException">A setting has the wrong form; the message names it.</exception>
internal sealed class DatasetSettings
{
    private static readonly string[] _known =
        ["format", "table", "delimiter", "header", "names", "label", "protected", "quasi_identifiers", "sensitive", "keys", "time", "population", "required", "null_tokens", "expect", "train", "card", "lineage",
         "consent", "rights_requests", "annotations", "password_variable", "associations", "access", "retrieval_code", "poisoning_report", "image_labels", "neighbours"];

    private static readonly string[] _alsoAtTop = ["label", "quasi_identifiers", "format"];

    private readonly JsonObject _profile;

    public DatasetSettings(CollectorContext context)
    {
        Path = context.Text("path");
        Uri = context.Text("uri") ?? context.Text("query");
        _profile = context.Options["profile"] switch
        {
            null => [],
            JsonObject profile => profile.DeepClone().AsObject(),
            _ => throw new FormatException("`profile` must be a mapping"),
        };
        foreach (var (name, _) in _profile)
        {
            if (!_known.Contains(name))
            {
                throw new FormatException($"`profile.{name}` is not known; known are {string.Join(", ", _known)}");
            }
        }
        foreach (var name in _alsoAtTop.Where(n => !_profile.ContainsKey(n) && context.Options[n] is not null))
        {
            _profile[name] = context.Options[name]!.DeepClone();
        }
        Format = new FileFormat(Text("format"), Text("delimiter"), Switch("header"), Texts("names")) { Table = Text("table") };
        if (Format.Kind is not (null or "csv" or "tsv" or "parquet" or "json" or "arrow" or "avro" or "sqlite"))
        {
            throw new FormatException("`profile.format` is one of csv, tsv, parquet, json, arrow, avro, sqlite");
        }
        NullTokens = _profile.ContainsKey("null_tokens") ? Texts("null_tokens") : ColumnFacts.NullTokens;
    }

    /// <summary>Gets the file, relative; null for a table of a server.</summary>
    public string? Path { get; }

    /// <summary>Gets the URI of a table or query of a server.</summary>
    public string? Uri { get; }

    public FileFormat Format { get; }

    public IReadOnlyList<string> NullTokens { get; }

    public string? Label => Text("label");

    public string? Time => Text("time");

    public IReadOnlyList<string> Protected => Texts("protected");

    public IReadOnlyList<string> QuasiIdentifiers => Texts("quasi_identifiers");

    public IReadOnlyList<string> Sensitive => Texts("sensitive");

    public IReadOnlyList<string> Keys => Texts("keys");

    public IReadOnlyList<string> Required => Texts("required");

    /// <summary>Gets the shares of groups in the population: attribute, group, share.</summary>
    public JsonObject Population => _profile["population"] switch
    {
        null => [],
        JsonObject table when table.All(a => a.Value is JsonObject groups && groups.All(g => g.Value is JsonValue v && v.GetValueKind() == JsonValueKind.Number)) => table,
        _ => throw new FormatException("`profile.population` maps attributes to groups and groups to shares: {sex: {female: 0.51, male: 0.49}}"),
    };

    /// <summary>Gets what values are expected: entries of column, expectation and <c>mostly</c>.</summary>
    public IReadOnlyList<JsonObject> Expectations => _profile["expect"] switch
    {
        null => [],
        JsonArray list when list.All(e => e is JsonObject { } o && o["column"] is JsonValue) => [.. list.Select(e => e!.AsObject())],
        _ => throw new FormatException("`profile.expect` is a list of {column: NAME, not_null|unique|min|max|in|regex|type: …, mostly: 0.99}"),
    };

    /// <summary>Gets the training file that this test set was parted from; null for none.</summary>
    public string? Train => Text("train");

    public string? Card => Text("card");

    public string? Lineage => Text("lineage");

    public string? Consent => Text("consent");

    public string? RightsRequests => Text("rights_requests");

    public string? Annotations => Text("annotations");

    /// <summary>Gets the column that says who may read a piece of an index; null when it goes by its name.</summary>
    public string? Access => Text("access");

    /// <summary>Gets the file with the code that retrieves from an index.</summary>
    public string? RetrievalCode => Text("retrieval_code");

    /// <summary>Gets another tool's report of a scan for poisoning.</summary>
    public string? PoisoningReport => Text("poisoning_report");

    /// <summary>Gets a classifier's answers on images.</summary>
    public string? ImageLabels => Text("image_labels");

    /// <summary>Gets a value indicating whether rows are compared with their neighbours: local outliers, label noise, near-duplicate texts. On unless told.</summary>
    public bool Neighbours => Switch("neighbours") ?? true;

    /// <summary>Gets the name of the variable that holds the server's password; it never enters evidence.</summary>
    public string? PasswordVariable => Text("password_variable");

    /// <summary>Gets a value indicating whether pairs of columns are measured. On unless told.</summary>
    public bool Associations => Switch("associations") ?? true;

    /// <summary>Gets the files that are read beside the data, as the manifest names them.</summary>
    public IEnumerable<string> OtherFiles => new[] { Train, Card, Lineage, Consent, RightsRequests, Annotations, RetrievalCode, PoisoningReport, ImageLabels }.OfType<string>();

    private string? Text(string name) => _profile[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        _ => throw new FormatException($"`profile.{name}` must be a text"),
    };

    private bool? Switch(string name) => _profile[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw new FormatException($"`profile.{name}` must be true or false"),
    };

    private IReadOnlyList<string> Texts(string name) => _profile[name] switch
    {
        null => [],
        JsonArray list when list.All(v => v is JsonValue t && t.GetValueKind() == JsonValueKind.String) => [.. list.Select(v => v!.GetValue<string>())],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => throw new FormatException($"`profile.{name}` must be a text or a list of texts"),
    };
}
