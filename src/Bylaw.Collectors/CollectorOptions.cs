using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors;

/// <summary>Reads what the manifest says to a collector.</summary>
internal static class CollectorOptions
{
    /// <summary>Returns a text option, or null when it is absent, empty or no text.</summary>
    public static string? Text(this CollectorContext context, string name) =>
        context.Options[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    /// <summary>Returns the texts of a list option, or the one text that stands in its place.</summary>
    public static IReadOnlyList<string> Texts(this CollectorContext context, string name) => context.Options[name] switch
    {
        JsonArray list => [.. list.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>())],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>Returns a whole-number option, or null when it is absent or no number.</summary>
    public static int? Number(this CollectorContext context, string name) =>
        context.Options[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>Tells whether a switch is on.</summary>
    public static bool IsOn(this CollectorContext context, string name) =>
        context.Options[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
