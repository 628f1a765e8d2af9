using System.Security.Cryptography;
using System.Text;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

internal static class EncodingFunctions
{
    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["jsonencode"] = new(1, 1, false, a => ConfigValue.String(ConfigJson.Write(a[0], sorted: true)));
        table["jsondecode"] = new(1, 1, false, a => Decode(new JsonReader().Read("jsondecode", HclConvert.Text(a[0]), ReadLimits.Default)));
        table["yamldecode"] = new(1, 1, false, a => Decode(new YamlReader().Read("yamldecode", HclConvert.Text(a[0]), ReadLimits.Default)));
        table["yamlencode"] = new(1, 1, false, a => ConfigValue.String(ConfigJson.Write(a[0], sorted: true)));
        table["base64encode"] = Text1(s => Convert.ToBase64String(Encoding.UTF8.GetBytes(s)));
        table["base64decode"] = Text1(FromBase64);
        table["urlencode"] = Text1(s => Uri.EscapeDataString(s).Replace("%20", "+", StringComparison.Ordinal));
        table["csvdecode"] = new(1, 1, false, a => Decode(new CsvReader().Read("csvdecode", HclConvert.Text(a[0]), ReadLimits.Default)));
        table["sha256"] = Text1(s => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(s))));
        table["sha512"] = Text1(s => Hex(SHA512.HashData(Encoding.UTF8.GetBytes(s))));
        table["base64sha256"] = Text1(s => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s))));
        table["base64sha512"] = Text1(s => Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(s))));
#pragma warning disable CA5350, CA5351 // The language offers these digests; nothing here relies on their strength.
        table["md5"] = Text1(s => Hex(MD5.HashData(Encoding.UTF8.GetBytes(s))));
        table["sha1"] = Text1(s => Hex(SHA1.HashData(Encoding.UTF8.GetBytes(s))));
#pragma warning restore CA5350, CA5351
        table["base64gzip"] = new(1, 1, false, _ => ConfigValue.Unknown("compressed text is not computed"));
    }

    private static TerraformFunction Text1(Func<string, string> body) => new(1, 1, false, a => ConfigValue.String(body(HclConvert.Text(a[0]))));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw new HclEvaluationException("the text is not base64");
    }

    private static ConfigValue Decode(StructuredDocument document) =>
        document.Succeeded ? document.Input : throw new HclEvaluationException(document.Problems[0].Message);
}
