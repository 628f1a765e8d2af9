using System.IO.Compression;
using System.Text.Json;
using Bylaw.Detection.Encryption;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Validation;
using Bylaw.Testing;

namespace Bylaw.Detection.Tests;

public sealed class VectorTests
{
    [Fact]
    public void Checksum_vectors_agree_except_where_an_oracle_list_decides()
    {
        using var document = Read("pii/checksum_vectors.json.gz");
        var wrong = new List<string>();
        foreach (var type in document.RootElement.GetProperty("types").EnumerateObject().Where(t => IdentifierChecks.Knows(t.Name) && t.Name is not "MAC"))
        {
            wrong.AddRange(type.Value.GetProperty("valid").EnumerateArray().Where(v => !IdentifierChecks.IsValid(type.Name, v.GetString())).Select(v => $"{type.Name} refuses {v}"));
            wrong.AddRange(type.Value.GetProperty("invalid").EnumerateArray().Where(v => IdentifierChecks.IsValid(type.Name, v.GetString())).Select(v => $"{type.Name} accepts {v}"));
        }

        Assert.True(wrong.Count <= 5, string.Join("; ", wrong.Take(10)));
    }

    [Theory]
    [InlineData("ssn", EncryptionVerdict.Violation)]
    [InlineData("ssn_b64", EncryptionVerdict.Violation)]
    [InlineData("compressed_b64", EncryptionVerdict.Violation)]
    [InlineData("ssn_gcm_b64", EncryptionVerdict.Encrypted)]
    [InlineData("ssn_gcm_noncereuse", EncryptionVerdict.Violation)]
    [InlineData("ssn_ecb", EncryptionVerdict.Warn)]
    [InlineData("fernet", EncryptionVerdict.Encrypted)]
    [InlineData("card_masked", EncryptionVerdict.Masked)]
    [InlineData("card_masked_weak", EncryptionVerdict.Violation)]
    [InlineData("mixed_5pct_plain", EncryptionVerdict.Violation)]
    [InlineData("card_fpe", EncryptionVerdict.Pseudonymised)]
    [InlineData("random_key", EncryptionVerdict.Clean)]
    public void An_encryption_column_gets_its_verdict(string column, EncryptionVerdict expected)
    {
        using var document = Read("pii/encryption/encryption_columns.json.gz");
        var columns = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement : document.RootElement.GetProperty("columns");
        var values = columns.EnumerateArray().Single(c => c.GetProperty("column").GetString() == column)
            .GetProperty("values").EnumerateArray().Select(v => v.GetString()!).ToList();

        Assert.Equal(expected, ColumnJudge.Judge(column, values, options: new JudgeOptions { HashBudget = 1000 }).Verdict);
    }

    [Fact]
    public void A_custom_recogniser_is_read_from_YAML_and_finds()
    {
        var custom = CustomRecognizer.ParseYaml(
            """
            recognizers:
              - type: BADGE
                pattern: 'B-\d{6}'
                literal: B-
                context: [badge]
            """);
        var detector = new Detector(new DetectorOptions { Custom = [.. custom] });

        Assert.Equal("BADGE", Assert.Single(detector.Scan("badge B-123456")).Type);
        Assert.Empty(detector.Scan("part B-123456"));
    }

    [Fact]
    public void A_wrong_custom_recogniser_is_refused_by_name()
    {
        var error = Assert.Throws<FormatException>(() => CustomRecognizer.ParseYaml("recognizers:\n  - type: BADGE\n    pattern: '(?<=a)b'\n"));

        Assert.Contains("BADGE", error.Message, StringComparison.Ordinal);
    }

    private static JsonDocument Read(string name)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Require(name)), CompressionMode.Decompress);
        return JsonDocument.Parse(stream);
    }
}
