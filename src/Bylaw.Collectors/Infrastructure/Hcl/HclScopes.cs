using System.Diagnostics.CodeAnalysis;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>A scope of given values, alone or in front of another scope.</summary>
internal sealed class HclScope(IReadOnlyDictionary<string, ConfigValue> values, IHclScope? outer = null) : IHclScope
{
    public static HclScope Empty { get; } = new(new Dictionary<string, ConfigValue>());

    public bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [NotNullWhen(true)] out ConfigValue? value, out int taken)
    {
        taken = 1;
        if (values.TryGetValue(path[0], out value))
        {
            return true;
        }
        value = null;
        return outer is not null && outer.TryResolve(path, position, out value, out taken);
    }

    public ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position) => outer?.Call(name, arguments, position);

    public static HclScope Of(IHclScope outer, string? keyName, ConfigValue key, string valueName, ConfigValue value)
    {
        var values = new Dictionary<string, ConfigValue>(StringComparer.Ordinal) { [valueName] = value };
        if (keyName is not null)
        {
            values[keyName] = key;
        }
        return new HclScope(values, outer);
    }
}
