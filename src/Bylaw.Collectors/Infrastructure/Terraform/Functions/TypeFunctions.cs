using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>Conversions between types, and marks that change nothing about a value.</summary>
internal static class TypeFunctions
{
    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["tostring"] = new(1, 1, false, a => a[0].IsNull ? a[0] : ConfigValue.String(HclConvert.Text(a[0])));
        table["tonumber"] = new(1, 1, false, a => a[0].IsNull ? a[0] : HclConvert.Number(a[0]).ToValue());
        table["tobool"] = new(1, 1, false, a => a[0].IsNull ? a[0] : ConfigValue.Boolean(HclConvert.Boolean(a[0])));
        table["tolist"] = new(1, 1, true, a => a[0].IsUnknown || a[0].IsNull ? a[0] : ConfigValue.List(CollectionFunctions.List(a[0])));
        table["tomap"] = new(1, 1, true, a => a[0].IsUnknown || a[0].IsNull || a[0].Kind == ConfigKind.Map ? a[0] : throw new HclEvaluationException("an object was expected"));
        table["sensitive"] = Same();
        table["nonsensitive"] = Same();
        table["ephemeralasnull"] = Same();
        table["issensitive"] = new(1, 1, true, _ => ConfigValue.Unknown("sensitivity is not tracked"));
        table["type"] = new(1, 1, true, _ => ConfigValue.Unknown("types are not tracked"));
        // The two names that Terraform 0.11 used for brackets.
        table["list"] = new(0, int.MaxValue, true, a => ConfigValue.List([.. a]));
        table["map"] = new(0, int.MaxValue, false, Map);
    }

    private static TerraformFunction Same() => new(1, 1, true, a => a[0]);

    private static ConfigValue Map(IReadOnlyList<ConfigValue> arguments)
    {
        var entries = new ConfigMap.Builder();
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            entries.Set(HclConvert.Text(arguments[i]), arguments[i + 1]);
        }
        return ConfigValue.Map(entries.Build());
    }
}
