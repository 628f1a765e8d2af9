using System.Text.Json.Nodes;
using Bylaw.Packs;

namespace Bylaw.Assessment;

/// <summary>Refuses parameters that a pack does not allow to be set, or not so.</summary>
internal static class ParameterCheck
{
    /// <summary>Throws when a value is not allowed.</summary>
    /// <exception cref="FormatException">The parameter is fixed, or the value is looser than its default.</exception>
    public static void ThrowIfLooser(Control control, ControlParameter parameter, JsonNode? value)
    {
        if (parameter.Change == "none")
        {
            throw new FormatException($"parameter `{parameter.Name}` of {control.Id} is fixed ({parameter.Status}: {parameter.Source})");
        }
        if (parameter.Change != "tighten_only" || !TryReadNumber(parameter.Default, out var limit) || !TryReadNumber(value, out var wanted))
        {
            return;
        }
        var looser = parameter.Name.StartsWith("min_", StringComparison.Ordinal) ? wanted < limit : wanted > limit;
        if (looser)
        {
            throw new FormatException($"parameter `{parameter.Name}` of {control.Id} may only be made stricter than {limit}");
        }
    }

    private static bool TryReadNumber(JsonNode? node, out double number)
    {
        number = 0;
        return node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out number);
    }
}
