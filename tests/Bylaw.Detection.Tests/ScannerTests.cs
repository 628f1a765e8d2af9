using System.Runtime.Intrinsics;
using System.Text;
using Bylaw.Detection.Scanning;
using CsCheck;

namespace Bylaw.Detection.Tests;

public sealed class ScannerTests
{
    private static readonly Detector _detector = new();

    [Fact]
    public void Vector_masks_equal_their_scalar_twin()
    {
        Gen.Byte.Array[64, 64].Sample(
            bytes =>
            {
                var wanted = ByteClasses.OfScalar(bytes);

                Assert.Equal(wanted, ByteClasses.Of(ref bytes[0]));
                var low = ByteClasses.OfScalar(bytes.AsSpan(0, 32));
                Assert.Equal(low, ByteClasses.Of256(Vector256.LoadUnsafe(ref bytes[0])));
                Assert.Equal(ByteClasses.OfScalar(bytes.AsSpan(0, 16)), ByteClasses.Of128(Vector128.LoadUnsafe(ref bytes[0])));
            },
            iter: 20_000);
    }

    [Theory]
    [InlineData("Karte ４１１１ １１１１ １１１１ １１１１ x", "CREDIT_CARD", "４１１１ １１１１ １１１１ １１１１")] // full width
    [InlineData("mail anna\u200B.berg@exam\u00ADple.org\u200B, danke", "EMAIL", "anna\u200B.berg@exam\u00ADple.org")] // hidden signs inside are of it, behind it they are not
    [InlineData("ssn 536\u201390\u20134399 ümlaut", "US_SSN", "536\u201390\u20134399")] // en dashes
    [InlineData("بطاقة ٤١١١١١١١١١١١١١١١ انتهى", "CREDIT_CARD", "٤١١١١١١١١١١١١١١١")]
    [InlineData("call\u00A0+49\u00A030\u00A0901820 – ä", "PHONE", "+49\u00A030\u00A0901820")]
    [InlineData("é 𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏", "CREDIT_CARD", "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏")]
    public void Signs_that_only_look_otherwise_hide_nothing(string text, string type, string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);

        var finding = Assert.Single(_detector.Scan(utf8));

        Assert.Equal((type, value), (finding.Type, Encoding.UTF8.GetString(utf8.AsSpan(finding.Start, finding.Length))));
        Assert.DoesNotContain(new Detector(new DetectorOptions { Fold = false }).Scan(utf8), f => f.Type == type && f.Length == finding.Length && type != "PHONE");
    }

    [Fact]
    public void Text_in_which_nothing_is_folded_is_not_copied()
    {
        Assert.Null(FoldedText.Of("plain ASCII 4111 1111 1111 1111"u8));
        Assert.Null(FoldedText.Of("Grüße aus Köln, schön – nein: mit € und „Wort“"u8[..20]));
        Assert.Null(FoldedText.Of("日本語のテキスト、€ und „Wort“"u8));
    }

    [Fact]
    public void A_folded_text_says_where_each_of_its_bytes_was_written()
    {
        var piece = Gen.OneOf(new[] { "a@b.com ", "536-90-4399 ", "\u200B", "４", "é", "日", "\u00A0", "–", "𝟒", "x", "٤" }.Select(Gen.Const).ToArray());
        piece.Array[0, 30].Sample(
            parts =>
            {
                var utf8 = Encoding.UTF8.GetBytes(string.Concat(parts));

                Assert.All(_detector.Scan(utf8), f => Assert.Equal(f.Type, Assert.Single(_detector.Scan(utf8.AsSpan(f.Start, f.Length).ToArray().Prepend((byte)' ').ToArray())).Type));
            },
            iter: 2_000);
    }

    [Fact]
    public void Any_bytes_are_scanned_without_an_exception_and_findings_lie_inside()
    {
        var pieces = Gen.OneOf(Gen.Byte.Array[0, 40], Gen.OneOf(new[] { "a@b.com", "123-45-6789", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "key=", "://u:p@", "+49 30", "00:1A:2B:" }.Select(Gen.Const).ToArray()).Select(Encoding.UTF8.GetBytes));
        pieces.Array[0, 20].Sample(
            parts =>
            {
                var bytes = parts.SelectMany(p => p).ToArray();

                var findings = _detector.Scan(bytes);

                Assert.All(findings, f => Assert.True(f.Start >= 0 && f.Length > 0 && f.End <= bytes.Length));
                Assert.True(findings.Zip(findings.Skip(1)).All(p => p.First.End <= p.Second.Start));
            },
            iter: 5_000);
    }

    [Fact]
    public void A_finding_does_not_depend_on_where_in_a_block_it_stands()
    {
        for (var lead = 0; lead < 130; lead++)
        {
            var text = new string('.', lead) + " mail anna.berg@example.org or card 4111 1111 1111 1111, SSN 536-90-4399 ";

            var types = _detector.Scan(text).Select(f => f.Type);

            Assert.Equal(["EMAIL", "CREDIT_CARD", "US_SSN"], types);
        }
    }

    [Theory]
    [InlineData("contact anna.berg@example.org today", "EMAIL")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00.", "IBAN")]
    [InlineData("CPF 390.533.447-05", "BR_CPF")]
    [InlineData("AHV 756.9217.0769.85", "CH_AHV")]
    [InlineData("pesel 44051401359", "PL_PESEL")]
    [InlineData("my ssn is 536904399", "US_SSN")]
    [InlineData("codice fiscale RCCMNL83S18D969H", "IT_CF")]
    [InlineData("henkilotunnus 131052-308T", "FI_HETU")]
    [InlineData("call +1 415 555 2671", "PHONE")]
    [InlineData("device 00:1A:2B:3C:4D:5E", "MAC")]
    [InlineData("client ip 84.17.52.9", "IPV4")]
    public void A_value_that_proves_itself_or_has_context_is_found(string text, string type)
    {
        Assert.Contains(_detector.Scan(text), f => f.Type == type);
    }

    [Theory]
    [InlineData("created_at 1700000000 1700000123")]
    [InlineData("ts=1700000000123")]
    [InlineData("id 3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("version 10.0.19041.1234 build 2.3.4.5")]
    [InlineData("order 8412345678 shipped")]
    [InlineData("image@2x.png and @types/node@18.2.0 and git@github.com:org/repo.git")]
    [InlineData("total 1234.56 EUR on 2024-05-06 at 12:30:45")]
    [InlineData("std::vector<int> a; x = y ? 1 : 2;")]
    [InlineData("isbn 9780471117094")]
    public void Clean_traps_raise_nothing(string text)
    {
        Assert.Empty(_detector.Scan(text));
    }

    [Fact]
    public void A_secret_is_found_in_running_text()
    {
        var token = "ghp_" + string.Concat("x7Kq2Lm9Zt4Wv1", "Rb6Yc3Nd8Pf5Hg0Js2Aa4T");

        var finding = Assert.Single(_detector.Scan($"export GITHUB_TOKEN={token}\n"));

        Assert.StartsWith("SECRET_", finding.Type, StringComparison.Ordinal);
    }
}
