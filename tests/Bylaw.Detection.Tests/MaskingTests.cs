using System.Text;
using Bylaw.Detection.Encryption;
using Bylaw.Detection.Masking;
using CsCheck;

namespace Bylaw.Detection.Tests;

public sealed class MaskingTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("0123456789", "", "2433477484")]
    [InlineData("0123456789", "39383736353433323130", "6124200773")]
    public void FF1_gives_the_published_sample_values(string digits, string tweak, string expected)
    {
        var cipher = new FormatPreservingCipher(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"));

        Assert.Equal(expected, cipher.Encrypt(digits, Convert.FromHexString(tweak)));
    }

    [Fact]
    public void FF1_decrypts_what_it_encrypted()
    {
        var cipher = new FormatPreservingCipher(_key);

        Gen.Char['0', '9'].Array[6, 56].Sample(
            digits =>
            {
                var text = new string(digits);

                Assert.Equal(text, cipher.Decrypt(cipher.Encrypt(text, "t"u8), "t"u8));
            },
            iter: 300);
    }

    [Fact]
    public void Placeholders_are_the_same_for_the_same_value()
    {
        var text = Encoding.UTF8.GetBytes("a@example.org b@example.org a@example.org");

        var clean = new Masker(MaskOperator.Replace).Apply(text, new Detector().Scan(text));

        Assert.Equal("<EMAIL_1> <EMAIL_2> <EMAIL_1>", Encoding.UTF8.GetString(clean));
    }

    [Theory]
    [InlineData(MaskOperator.Mask)]
    [InlineData(MaskOperator.Redact)]
    [InlineData(MaskOperator.Hmac)]
    [InlineData(MaskOperator.Encrypt)]
    [InlineData(MaskOperator.Fpe)]
    public void A_masked_text_no_longer_holds_the_values(MaskOperator mask)
    {
        var text = Encoding.UTF8.GetBytes("card 4111 1111 1111 1111 of anna.berg@example.org");

        var clean = Encoding.UTF8.GetString(new Masker(mask, _key).Apply(text, new Detector().Scan(text)));

        Assert.DoesNotContain("4111 1111 1111 1111", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("anna.berg", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MaskOperator.Mask, "MASKED")]
    [InlineData(MaskOperator.Replace, "MASKED")]
    [InlineData(MaskOperator.Encrypt, "ENCRYPTED")]
    public void A_masked_column_is_seen_as_such_and_nothing_in_it_is_found(MaskOperator mask, string verdict)
    {
        var masker = new Masker(mask, _key);
        var values = Enumerable.Range(0, 20).Select(i => masker.Replace("EMAIL", $"p{i}.berg@example.org")).ToList();

        Assert.Equal(verdict, ColumnProtection.Name(ColumnJudge.Judge("email", values).Verdict));
        Assert.DoesNotContain(new Detector().Scan(string.Join("\n\n", values)), f => f.Type == "EMAIL"); // what is encrypted may look like anything else
    }

    [Fact]
    public void A_column_of_tokens_is_pseudonymised()
    {
        var values = Enumerable.Range(0, 20).Select(i => $"tok_email_{new string((char)('a' + i), 22)}").ToList();

        Assert.Equal(EncryptionVerdict.Pseudonymised, ColumnJudge.Judge("email", values).Verdict);
    }

    [Fact]
    public void Text_in_the_form_of_a_sealed_value_is_not_taken_for_one()
    {
        var values = Enumerable.Range(0, 20).Select(i => $"ENC[4773d12e:{Convert.ToBase64String(Encoding.UTF8.GetBytes($"person{i}@example.org of Oslo"))}]").ToList();

        Assert.NotEqual(EncryptionVerdict.Encrypted, ColumnJudge.Judge("email", values).Verdict);
    }
}
