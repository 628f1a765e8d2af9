using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>Functions that treat lists as sets. A set is a list without equal items, in the order of the language when all are strings.</summary>
internal static class SetFunctions
{
    private const int MaxProduct = 100_000;

    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["distinct"] = new(1, 1, false, a => ConfigValue.List(Distinct(CollectionFunctions.List(a[0]))));
        table["toset"] = new(1, 1, true, a => CollectionFunctions.Known(a[0]) ?? ConfigValue.List(Sort(Distinct(CollectionFunctions.List(a[0])))));
        table["sort"] = new(1, 1, false, a => ConfigValue.List(Sort(CollectionFunctions.List(a[0]))));
        table["setunion"] = new(1, int.MaxValue, false, a => ConfigValue.List(Sort(Distinct(a.SelectMany(v => CollectionFunctions.List(v))))));
        table["setintersection"] = new(1, int.MaxValue, false, a => ConfigValue.List(
            Sort(Distinct(CollectionFunctions.List(a[0]).Where(v => a.All(l => l.Items.Any(o => CollectionFunctions.Same(o, v))))))));
        table["setsubtract"] = new(2, 2, false, a => ConfigValue.List(
            Sort(Distinct(CollectionFunctions.List(a[0]).Where(v => !a[1].Items.Any(o => CollectionFunctions.Same(o, v)))))));
        table["setproduct"] = new(1, int.MaxValue, false, Product);
    }

    private static ImmutableArray<ConfigValue> Distinct(IEnumerable<ConfigValue> items)
    {
        var result = ImmutableArray.CreateBuilder<ConfigValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (seen.Add(ConfigJson.Write(item)))
            {
                result.Add(item);
            }
        }
        return result.ToImmutable();
    }

    private static ImmutableArray<ConfigValue> Sort(ImmutableArray<ConfigValue> items) =>
        items.All(i => i.Kind == ConfigKind.String) ? [.. items.OrderBy(i => i.Text, StringComparer.Ordinal)] : items;

    private static ConfigValue Product(IReadOnlyList<ConfigValue> lists)
    {
        IEnumerable<ImmutableArray<ConfigValue>> rows = [[]];
        if (lists.Aggregate(1L, (n, l) => Math.Min(MaxProduct + 1L, n * CollectionFunctions.List(l).Length)) > MaxProduct)
        {
            throw new HclEvaluationException($"the product has more than {MaxProduct} rows");
        }
        foreach (var list in lists)
        {
            rows = rows.SelectMany(row => list.Items.Select(row.Add));
        }
        return ConfigValue.List([.. rows.Select(r => ConfigValue.List(r))]);
    }
}
