using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Ledger.Records;

/// <summary>Says which fields a kind of record has, and which it must have.</summary>
public sealed class RecordShape
{
    /// <summary>The version of the record format.</summary>
    public const string Schema = "bylaw.record/1";

    /// <summary>The names that every record carries; the writer sets them.</summary>
    public static readonly FrozenSet<string> EnvelopeFields =
        FrozenSet.ToFrozenSet(["schema", "kind", "time", "ticks", "boot", "producer", "seq", "trace"]);

    private static readonly FrozenDictionary<string, RecordShape> _shapes = new RecordShape[]
    {
        new("decision", "effect! policy_digest! controls!* subjects!* stage policy policy_version reasons* evidence* input_commitment latency_us# actor on_behalf_of model model_version dataset* purpose ticket findings# waivers* result_digest"),
        new("finding", "control! status! subject! severity message evidence* policy policy_digest policy_version waiver reasons*"),
        new("waiver", "control! subject! until! reason! approver! actor ticket"),
        new("approval", "subject! approver! decision! role reason ticket control"),
        new("policy_change", "policy! policy_digest! author! reason! policy_version previous_digest approver ticket diff_digest parameter action item_digest path commit value previous_value"),
        new("model_access", "actor! model! operation! purpose! outcome! on_behalf_of model_version ticket dataset* decision latency_us#"),
        new("incident", "title! severity! subject description ticket actor model control"),
        new("erasure", "subject_ref! reason! records!# actor ticket"),
        new("hold", "action! name! reason! until actor ticket"),
        new("prune", "until!# root! records!# days!# reason! actor ticket"),
        new("retention", "days!# high_risk! reason! actor ticket"),
        new("key_change", "action! key! previous reason actor"),
        new("start", "component! version reason"),
        new("stop", "component! version reason"),
    }.ToFrozenDictionary(s => s.Kind);

    private readonly FrozenDictionary<string, char> _fields;
    private readonly string[] _required;

    /// <summary>Reads the notation above: <c>!</c> must be there, <c>*</c> is a list, <c>#</c> is a whole number, else text.</summary>
    private RecordShape(string kind, string notation)
    {
        Kind = kind;
        var words = notation.Split(' ');
        _fields = words.ToFrozenDictionary(w => w.TrimEnd('!', '*', '#'), w => w[^1] is '*' or '#' ? w[^1] : '"');
        _required = [.. words.Where(w => w.Contains('!', StringComparison.Ordinal)).Select(w => w.TrimEnd('!', '*', '#'))];
    }

    /// <summary>Gets the kind's name.</summary>
    public string Kind { get; }

    /// <summary>Gets the names of all fields, sorted.</summary>
    public IEnumerable<string> Fields => _fields.Keys.Order(StringComparer.Ordinal);

    /// <summary>Gets the names of the fields that must be there.</summary>
    public IReadOnlyList<string> Required => _required;

    /// <summary>Gets the names of all kinds, sorted.</summary>
    public static IEnumerable<string> Kinds => _shapes.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds a kind's shape.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <returns>The shape; null when there is no such kind.</returns>
    public static RecordShape? Find(string kind) => _shapes.GetValueOrDefault(kind);

    /// <summary>Tells whether a field is a list.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>True for a list.</returns>
    public bool IsList(string field) => _fields.GetValueOrDefault(field) == '*';

    /// <summary>Tells whether a field is a whole number.</summary>
    /// <param name="field">The field's name.</param>
    /// <returns>True for a number.</returns>
    public bool IsNumber(string field) => _fields.GetValueOrDefault(field) == '#';

    /// <summary>Lists what is wrong with a record's fields.</summary>
    /// <param name="fields">The fields.</param>
    /// <returns>One line a fault; none when all is well.</returns>
    public IEnumerable<string> Problems(JsonObject fields)
    {
        foreach (var name in _required.Where(name => fields[name] is null or JsonArray { Count: 0 } || fields[name]?.ToString().Length == 0))
        {
            yield return $"a {Kind} record needs `{name}`";
        }
        foreach (var (name, value) in fields)
        {
            if (name == "ext")
            {
                continue; // the caller's own, uninterpreted
            }
            if (!_fields.TryGetValue(name, out var type))
            {
                yield return $"a {Kind} record has no field `{name}`; put what is your own under `ext`";
            }
            else if (value is not null && !Fits(type, value))
            {
                yield return $"`{name}` of a {Kind} record must be {type switch { '*' => "a list", '#' => "a whole number", _ => "text" }}";
            }
        }
    }

    private static bool Fits(char type, JsonNode value) => type switch
    {
        '*' => value is JsonArray,
        // Beyond 2^53 canonical JSON could not write the number exactly.
        '#' => value.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1L << 53,
        _ => value.GetValueKind() == JsonValueKind.String,
    };
}
