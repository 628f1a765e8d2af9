using System.Globalization;
using System.Numerics;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

internal static class NumberFunctions
{
    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["abs"] = new(1, 1, false, a => Number(a[0]) is { Sign: < 0 } n ? (-n).ToValue() : Number(a[0]).ToValue());
        table["ceil"] = new(1, 1, false, a => Number(a[0]).Ceiling().ToValue());
        table["floor"] = new(1, 1, false, a => Number(a[0]).Floor().ToValue());
        table["signum"] = new(1, 1, false, a => ConfigValue.Number(Number(a[0]).Sign));
        table["max"] = new(1, int.MaxValue, false, a => a.MaxBy(v => Number(v), Comparer<BigFloat>.Default)!);
        table["min"] = new(1, int.MaxValue, false, a => a.MinBy(v => Number(v), Comparer<BigFloat>.Default)!);
        table["log"] = new(2, 2, false, a => Double(Math.Log(Number(a[0]).ToDouble()) / Math.Log(Number(a[1]).ToDouble())));
        table["pow"] = new(2, 2, false, a => Double(Math.Pow(Number(a[0]).ToDouble(), Number(a[1]).ToDouble())));
        table["parseint"] = new(2, 2, false, a => ParseInt(HclConvert.Text(a[0]), HclConvert.Integer(a[1])));
        table["sum"] = new(1, 1, false, a => a[0].Items.Aggregate(BigFloat.From(0), (sum, item) => sum + Number(item)).ToValue());
    }

    private static BigFloat Number(ConfigValue value) => HclConvert.Number(value);

    private static ConfigValue Double(double value) =>
        double.IsFinite(value) && BigFloat.TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var number)
            ? number.ToValue()
            : throw new HclEvaluationException("the result is no finite number");

    private static ConfigValue ParseInt(string text, int numberBase)
    {
        if (numberBase is < 2 or > 62)
        {
            throw new HclEvaluationException("the base must be 2 to 62");
        }
        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        var sum = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = c switch
            {
                >= '0' and <= '9' => c - '0',
                >= 'a' and <= 'z' => c - 'a' + 10,
                >= 'A' and <= 'Z' => numberBase <= 36 ? c - 'A' + 10 : c - 'A' + 36,
                _ => 99,
            };
            if (digit >= numberBase || digits.Length > 1000)
            {
                throw new HclEvaluationException($"`{text}` is no whole number in base {numberBase}");
            }
            sum = (sum * numberBase) + digit;
        }
        return digits.Length > 0
            ? ConfigValue.Number((negative ? -sum : sum).ToString(CultureInfo.InvariantCulture))
            : throw new HclEvaluationException("the text is empty");
    }
}
