using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Bylaw.Collectors.Models.Cards;

/// <summary>Compares the numbers that a card claims with numbers that were measured.</summary>
public static class CardNumbers
{
    /// <summary>Lists claims that differ by more than the tolerance. A claim in percent is taken as a share when that fits better.</summary>
    /// <param name="card">The card.</param>
    /// <param name="measured">Measured numbers by metric name, without regard to case, blanks, hyphens and underscores.</param>
    /// <param name="tolerance">The largest difference that is none.</param>
    public static ImmutableArray<string> Compare(ModelCard card, IReadOnlyDictionary<string, double> measured, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(card);
        var byName = measured.GroupBy(m => Plain(m.Key)).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
        return
        [
            .. from claim in card.Metrics
               where byName.ContainsKey(Plain(claim.Metric))
               let value = byName[Plain(claim.Metric)]
               where Math.Min(Math.Abs(claim.Value - value), Math.Abs((claim.Value / 100) - value)) > tolerance
               select string.Create(CultureInfo.InvariantCulture, $"{claim.Metric}: the card says {claim.Value}, measured {value}"),
        ];
    }

    /// <summary>Reads measured numbers: an object of numbers, or evaluation evidence with <c>spec.metrics</c>.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="InvalidDataException">The text is neither.</exception>
    public static ImmutableDictionary<string, double> ReadMeasured(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("spec", out var spec))
            {
                root = spec;
            }
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("metrics", out var metrics))
            {
                root = metrics;
            }
            return root.ValueKind switch
            {
                JsonValueKind.Object => root.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Number)
                    .ToImmutableDictionary(m => m.Name, m => m.Value.GetDouble()),
                JsonValueKind.Array => root.EnumerateArray().Where(m => Name(m) is not null && m.TryGetProperty("value", out var v) && v.ValueKind == JsonValueKind.Number)
                    .GroupBy(m => Name(m)!).ToImmutableDictionary(g => g.Key, g => g.First().GetProperty("value").GetDouble()),
                _ => throw new InvalidDataException("measured numbers are an object of numbers, or evidence with `spec.metrics`"),
            };
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"measured numbers are no JSON: {fault.Message}", fault);
        }
    }

    private static string? Name(JsonElement metric) =>
        metric.ValueKind == JsonValueKind.Object && metric.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
