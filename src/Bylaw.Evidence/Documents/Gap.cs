using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Documents;

/// <summary>Says what a collector could not see and why; a gap turns a control to unknown, never to pass.</summary>
/// <param name="Collector">The collector's name.</param>
/// <param name="Subject">The subject's name.</param>
/// <param name="Reason">What stood in the way.</param>
/// <param name="Message">One line for a person: lower-case first letter, no full stop, what and where, never a value from the data.</param>
public sealed record Gap(string Collector, string Subject, GapReason Reason, string Message)
{
    /// <summary>Gets the evidence field that stays unknown (<c>dataset.pii.findings</c>), or null when it is the whole subject.</summary>
    public string? Field { get; init; }

    /// <summary>Gets the file or URI that could not be read, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Writes the gap as JSON.</summary>
    /// <returns>A new object with collector, subject, reason, message, and field and source where known.</returns>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["collector"] = Collector,
            ["subject"] = Subject,
            ["reason"] = ReasonName(Reason),
            ["message"] = Message,
        };
        if (Field is not null)
        {
            json["field"] = Field;
        }
        if (Source is not null)
        {
            json["source"] = Source;
        }
        return json;
    }

    /// <summary>Reads a gap that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The object.</param>
    /// <returns>An equal gap.</returns>
    /// <exception cref="FormatException">It is no gap.</exception>
    public static Gap FromJson(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var name = Need("reason");
        var reason = Enum.GetValues<GapReason>().Where(r => ReasonName(r) == name).Select(r => (GapReason?)r).FirstOrDefault() ?? throw new FormatException($"unknown reason `{name}` of a gap");
        return new Gap(Need("collector"), Need("subject"), reason, Need("message")) { Field = json["field"]?.ToString(), Source = json["source"]?.ToString() };

        string Need(string key) => json[key]?.ToString() ?? throw new FormatException($"a gap needs `{key}`");
    }

    /// <summary>Names a reason as JSON has it.</summary>
    /// <param name="reason">A reason.</param>
    /// <returns>A lower-case word with underscores.</returns>
    public static string ReasonName(GapReason reason) => reason switch
    {
        GapReason.NotFound => "not_found",
        GapReason.Denied => "denied",
        GapReason.Malformed => "malformed",
        GapReason.Unsupported => "unsupported",
        GapReason.Encrypted => "encrypted",
        GapReason.Limit => "limit",
        GapReason.Timeout => "timeout",
        GapReason.Unreachable => "unreachable",
        GapReason.NotDeclared => "not_declared",
        _ => "fault",
    };
}

/// <summary>Names what kept a collector from seeing.</summary>
public enum GapReason
{
    /// <summary>The thing is not there.</summary>
    NotFound,

    /// <summary>It may not be read.</summary>
    Denied,

    /// <summary>It is damaged, or not what its name says.</summary>
    Malformed,

    /// <summary>Its format or version is not known here.</summary>
    Unsupported,

    /// <summary>It is encrypted and no key was given.</summary>
    Encrypted,

    /// <summary>A limit on size, depth or count was reached.</summary>
    Limit,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>A server did not answer, or the connection was lost.</summary>
    Unreachable,

    /// <summary>The manifest does not say what would be needed.</summary>
    NotDeclared,

    /// <summary>The collector itself failed.</summary>
    Fault,
}
