using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Documents;

/// <summary>Tells what a collector looked at and what it could not look at.</summary>
/// <param name="Scope">What was to be looked at, in words: <c>all rows and columns of data/train.parquet</c>.</param>
/// <param name="Skipped">What was not looked at, one line each with the reason; empty when everything was.</param>
/// <remarks>INVARIANT: complete exactly when nothing was skipped, so the two cannot contradict each other.</remarks>
public sealed record Completeness(string Scope, ImmutableArray<string> Skipped)
{
    /// <summary>Gets a value indicating whether everything in scope was looked at.</summary>
    public bool IsComplete => Skipped.IsDefaultOrEmpty;

    /// <summary>Says that everything in scope was looked at.</summary>
    /// <param name="scope">What was looked at.</param>
    /// <returns>A complete scope.</returns>
    public static Completeness Full(string scope) => new(scope, []);

    internal JsonObject ToJson() => new()
    {
        ["scope"] = Scope,
        ["complete"] = IsComplete,
        ["skipped"] = new JsonArray([.. (Skipped.IsDefault ? [] : Skipped).Select(s => (JsonNode)s)]),
    };

    internal static Completeness FromJson(JsonObject json)
    {
        var skipped = json["skipped"]?.AsArray().Select(s => s!.GetValue<string>()).ToImmutableArray() ?? [];
        if (skipped.IsEmpty && json["complete"]?.GetValue<bool>() is not true)
        {
            skipped = ["not said to be complete"]; // silence is not completeness
        }
        return new(json["scope"]?.GetValue<string>() ?? "", skipped);
    }
}
