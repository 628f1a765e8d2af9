using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Packs;

/// <summary>
/// Settles the parameters of a control: its default, what enabled packs set (the strictest wins), what the organisation set as far as law
/// and packs allow. A value that nobody can tell to be stricter is refused where only stricter ones are allowed.
/// </summary>
public sealed class ParameterValues
{
    private ParameterValues(JsonObject values, JsonObject limits)
    {
        Values = values;
        Limits = limits;
    }

    /// <summary>Gets the values by name, as rules see them under <c>input.params</c>.</summary>
    public JsonObject Values { get; }

    /// <summary>Gets status and source of each value in a few words, as rules see them under <c>input.limits</c>.</summary>
    public JsonObject Limits { get; }

    /// <summary>Settles the parameters.</summary>
    /// <param name="control">The control.</param>
    /// <param name="packs">The enabled packs that name it.</param>
    /// <param name="set">What the manifest set for it, by name, over what the organisation set; null for nothing.</param>
    /// <param name="organisation">What the organisation's file set for it, which a manifest may only make stricter; null for nothing.</param>
    /// <returns>The values.</returns>
    /// <exception cref="FormatException">A parameter does not exist, has the wrong shape, is fixed, or is set looser than allowed.</exception>
    public static ParameterValues Settle(Control control, IEnumerable<Pack> packs, JsonObject? set, JsonObject? organisation = null)
    {
        var values = new JsonObject();
        var limits = new JsonObject();
        foreach (var parameter in control.Parameters)
        {
            values[parameter.Name] = parameter.Default?.DeepClone();
            limits[parameter.Name] = parameter.Standing;
        }
        var fromPacks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pack in packs.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            if (pack.Overrides.TryGetValue(control.Id, out var change))
            {
                foreach (var (name, value) in change.Parameters)
                {
                    var parameter = Find(control, name, $"pack {pack.Id} sets");
                    ThrowIfNotAllowed(control, parameter, parameter.Default, value, $"pack {pack.Id}");
                    if (!fromPacks.Add(name) && Strictness.Compare(parameter, value, values[name]) is null or <= 0)
                    {
                        continue;
                    }
                    values[name] = value?.DeepClone();
                    limits[name] = $"set by pack {pack.Id}; {parameter.Standing}";
                }
            }
        }
        foreach (var (name, value) in set ?? [])
        {
            var parameter = Find(control, name, "the manifest sets");
            ThrowIfLooser(control, parameter, value, organisation?[name]);
            ThrowIfNotAllowed(control, parameter, values[name], value, "the manifest");
            if (fromPacks.Contains(name) && Strictness.Compare(parameter, value, values[name]) is < 0)
            {
                continue;
            }
            if (!JsonNode.DeepEquals(value, values[name]))
            {
                values[name] = value?.DeepClone();
                limits[name] = $"set by the organisation; default {Short(parameter.Default)}, {parameter.Standing}";
            }
        }
        return new ParameterValues(values, limits);
    }

    private static string Short(JsonNode? node) => node?.ToJsonString() ?? "none";

    private static ControlParameter Find(Control control, string name, string who) =>
        control.Parameters.FirstOrDefault(p => p.Name == name)
        ?? throw new FormatException(
            $"{who} `{name}` of {control.Id}, which has no such parameter; "
            + (control.Parameters.IsEmpty ? "it has none" : $"it has {string.Join(", ", control.Parameters.Select(p => p.Name))}"));

    private static void ThrowIfNotAllowed(Control control, ControlParameter parameter, JsonNode? current, JsonNode? value, string who)
    {
        if (JsonNode.DeepEquals(value, current))
        {
            return;
        }
        if (parameter.Change == "none")
        {
            throw new FormatException($"parameter `{parameter.Name}` of {control.Id} is fixed ({parameter.Standing}); {who} sets it to {Short(value)}");
        }
        if (parameter.Default is not null && !HaveSameShape(parameter.Default, value))
        {
            throw new FormatException($"parameter `{parameter.Name}` of {control.Id} is {Shape(parameter.Default)} ({parameter.Unit}); {who} sets it to {Short(value)}");
        }
        if (parameter.Change == "tighten_only" && current is not null && Strictness.Compare(parameter, value, current) is null or < 0)
        {
            throw new FormatException($"parameter `{parameter.Name}` of {control.Id} may only be made stricter than {Short(current)} ({parameter.Standing}); {who} sets it to {Short(value)}");
        }
    }

    /// <summary>What is said once for all systems binds each of them; a system may ask more of itself.</summary>
    private static void ThrowIfLooser(Control control, ControlParameter parameter, JsonNode? value, JsonNode? organisation)
    {
        if (organisation is null || JsonNode.DeepEquals(value, organisation))
        {
            return;
        }
        var order = Strictness.Compare(parameter, value, organisation);
        if (order is null or < 0)
        {
            throw new FormatException(
                $"parameter `{parameter.Name}` of {control.Id} is {Short(organisation)} in the organisation's file; the manifest sets it to {Short(value)}, "
                + (order is null ? "and nobody can tell whether that is stricter" : "which is looser") + ": make it stricter, leave it out, or have the organisation's file changed");
        }
    }

    private static bool HaveSameShape(JsonNode a, JsonNode? b) =>
        b is not null && (Shape(a) == Shape(b) || (IsScalar(a) && IsScalar(b) && (a.GetValueKind() == JsonValueKind.String || b.GetValueKind() == JsonValueKind.String)));

    private static bool IsScalar(JsonNode node) => node.GetValueKind() is JsonValueKind.String or JsonValueKind.Number;

    private static string Shape(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a mapping",
        _ => "true or false",
    };
}
