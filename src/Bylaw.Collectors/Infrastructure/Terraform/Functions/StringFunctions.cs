using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

internal static class StringFunctions
{
    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["chomp"] = Text1(s => s.TrimEnd('\r', '\n'));
        table["lower"] = Text1(s => s.ToLowerInvariant());
        table["upper"] = Text1(s => s.ToUpperInvariant());
        table["title"] = Text1(Title);
        table["trimspace"] = Text1(s => s.Trim());
        table["strrev"] = Text1(s => string.Concat(StringInfo.GetTextElementEnumerator(s).Elements().Reverse()));
        table["endswith"] = new(2, 2, false, a => ConfigValue.Boolean(Text(a[0]).EndsWith(Text(a[1]), StringComparison.Ordinal)));
        table["startswith"] = new(2, 2, false, a => ConfigValue.Boolean(Text(a[0]).StartsWith(Text(a[1]), StringComparison.Ordinal)));
        table["strcontains"] = new(2, 2, false, a => ConfigValue.Boolean(Text(a[0]).Contains(Text(a[1]), StringComparison.Ordinal)));
        table["trim"] = new(2, 2, false, a => ConfigValue.String(Text(a[0]).Trim(Text(a[1]).ToCharArray())));
        table["trimprefix"] = new(2, 2, false, a => ConfigValue.String(
            Text(a[0]) is var s && Text(a[1]) is var p && s.StartsWith(p, StringComparison.Ordinal) ? s[p.Length..] : Text(a[0])));
        table["trimsuffix"] = new(2, 2, false, a => ConfigValue.String(
            Text(a[0]) is var s && Text(a[1]) is var p && s.EndsWith(p, StringComparison.Ordinal) ? s[..^p.Length] : Text(a[0])));
        table["join"] = new(2, int.MaxValue, false, a => ConfigValue.String(string.Join(Text(a[0]), a.Skip(1).SelectMany(l => l.Items).Select(Text))));
        table["split"] = new(2, 2, false, a => Strings(Text(a[0]) is { Length: > 0 } separator ? Text(a[1]).Split(separator) : [Text(a[1])]));
        table["substr"] = new(3, 3, false, a => Substring(Text(a[0]), HclConvert.Integer(a[1]), HclConvert.Integer(a[2])));
        table["indent"] = new(2, 2, false, a => ConfigValue.String(Text(a[1]).Replace("\n", "\n" + new string(' ', Math.Clamp(HclConvert.Integer(a[0]), 0, 1000)), StringComparison.Ordinal)));
        table["format"] = new(1, int.MaxValue, false, a => ConfigValue.String(TextFormat.Format(Text(a[0]), a.Skip(1).ToList())));
        table["formatlist"] = new(1, int.MaxValue, false, FormatList);
    }

    private static TerraformFunction Text1(Func<string, string> body) => new(1, 1, false, a => ConfigValue.String(body(Text(a[0]))));

    private static string Text(ConfigValue value) => HclConvert.Text(value);

    internal static ConfigValue Strings(IEnumerable<string> items) => ConfigValue.List([.. items.Select(s => ConfigValue.String(s))]);

    private static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(i == 0 || !char.IsLetterOrDigit(text[i - 1]) ? char.ToUpperInvariant(text[i]) : text[i]);
        }
        return result.ToString();
    }

    private static ConfigValue Substring(string text, int offset, int length)
    {
        var elements = StringInfo.GetTextElementEnumerator(text).Elements().ToList();
        offset = offset < 0 ? elements.Count + offset : offset;
        if (offset < 0 || offset > elements.Count)
        {
            return ConfigValue.String(string.Empty);
        }
        var count = length < 0 ? elements.Count - offset : Math.Min(length, elements.Count - offset);
        return ConfigValue.String(string.Concat(elements.Skip(offset).Take(count)));
    }

    private static ConfigValue FormatList(IReadOnlyList<ConfigValue> arguments)
    {
        var lists = arguments.Skip(1).Where(a => a.Kind == ConfigKind.List).ToList();
        var count = lists.Count == 0 ? 1 : lists[0].Items.Length;
        if (lists.Any(l => l.Items.Length != count))
        {
            throw new HclEvaluationException("the lists differ in length");
        }
        var items = ImmutableArray.CreateBuilder<ConfigValue>(count);
        for (var i = 0; i < count; i++)
        {
            var row = arguments.Skip(1).Select(a => a.Kind == ConfigKind.List ? a.Items[i] : a).ToList();
            items.Add(ConfigValue.String(TextFormat.Format(Text(arguments[0]), row)));
        }
        return ConfigValue.List(items.ToImmutable());
    }

    private static IEnumerable<string> Elements(this TextElementEnumerator enumerator)
    {
        while (enumerator.MoveNext())
        {
            yield return enumerator.GetTextElement();
        }
    }
}
