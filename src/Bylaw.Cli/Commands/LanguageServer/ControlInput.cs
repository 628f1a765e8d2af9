using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Schemas;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.LanguageServer;

/// <summary>Knows what a control is asked about: the evidence of its subject, that of all kinds, and its own parameters.</summary>
internal sealed class ControlInput
{
    private readonly ConcurrentDictionary<string, RegoValue> _kinds = new(StringComparer.Ordinal);

    /// <summary>Returns the schema of the input of a control, or of a library for controls.</summary>
    /// <param name="package">The module's package.</param>
    /// <param name="custom">What its metadata says under <c>custom</c>.</param>
    /// <returns>The schema; undefined for any other module.</returns>
    public RegoValue SchemaOf(ImmutableArray<string> package, RegoObject custom)
    {
        var isControl = custom.Get("id").TryGetString(out _) && custom.Get("subject").TryGetString(out _);
        if (!isControl && package is not ["bylaw", "lib" or "controls", ..])
        {
            return default;
        }
        var subject = custom.Get("subject").TryGetString(out var kind) ? kind : "";
        var fields = new ObjectBuilder();
        fields.Set("subject", Object("who is judged", ("kind", Text("the kind of evidence", [.. EvidenceKinds.All])), ("name", Text("its id in the manifest"))));
        fields.Set("context", Object("when and where it is judged", ("stage", Text("the stage of the life cycle")), ("environment", Text("the environment")), ("now", Text("the moment of the assessment"))));
        fields.Set("complete", Described("boolean", "whether the evidence about the subject says that it is complete"));
        fields.Set("params", Parameters(custom, limits: false));
        fields.Set("limits", Parameters(custom, limits: true));
        fields.Set("all", Object("the evidence of each kind, one entry a subject", [.. EvidenceKinds.All.Select(k => (k, List(KindOf(k))))]));
        fields.Set("system", KindOf("system"));
        // A library is asked by controls of any kind.
        foreach (var shown in EvidenceKinds.All.Where(k => k == subject || (!isControl && subject.Length == 0)))
        {
            fields.Set(shown, KindOf(shown));
        }
        return RegoObject.Create(("type", "object"), ("description", "what the control is asked about"), ("properties", fields.Build()));
    }

    private RegoValue KindOf(string kind) => _kinds.GetOrAdd(kind, static name =>
    {
        using var stream = typeof(EvidenceSchemas).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return RegoValue.FromJson(bytes.ToArray());
    });

    /// <summary>The parameters that the metadata declares, or how binding each of them is.</summary>
    private static RegoValue Parameters(RegoObject custom, bool limits)
    {
        var fields = new List<(string, RegoValue)>();
        if (custom.Get("params").TryGetArray(out var declared))
        {
            for (var i = 0; i < declared.Count; i++)
            {
                var parameter = declared[i];
                string Said(string key) => parameter.Get(key) is { IsDefined: true } value ? value.TryGetString(out var text) ? text : value.ToJson() : "";
                if (parameter.Get("name").TryGetString(out var name))
                {
                    fields.Add((name, limits
                        ? Object($"how binding `{name}` is", ("status", Text("statutory, regulatory, standard, convention or product")), ("source", Text("where it is set")))
                        : RegoObject.Create(("description", $"parameter, {Said("unit")}; default `{Said("default")}`; {Said("source")}"))));
                }
            }
        }
        return Object(limits ? "status and source of each parameter" : "the parameters that `custom.params` declares, as the organisation and the manifest set them", [.. fields]);
    }

    private static RegoValue Object(string description, params (string Name, RegoValue Schema)[] fields) => RegoObject.Create(
        ("type", "object"), ("description", description), ("properties", RegoObject.Create([.. fields.Select(f => ((RegoValue)f.Name, f.Schema))])));

    private static RegoValue List(RegoValue items) => RegoObject.Create(("type", "array"), ("items", items));

    private static RegoValue Described(string type, string description) => RegoObject.Create(("type", type), ("description", description));

    private static RegoValue Text(string description, params string[] allowed) => allowed.Length == 0
        ? Described("string", description)
        : RegoObject.Create(("type", "string"), ("description", description), ("enum", RegoArray.Create([.. allowed.Select(a => (RegoValue)a)])));
}
