using System.Globalization;
using Bylaw.Detection.Validation;

namespace Bylaw.Detection.Tests;

/// <summary>Identifiers that are made here, so that no rule is fitted to a published example: each is found with its word beside it, and not when a digit is wrong.</summary>
public sealed class MadeIdentifierTests
{
    private const int Each = 40;

    private static readonly Detector _detector = new();

    public static TheoryData<string, string, string, string> Types => new()
    {
        // type of the finding, check, layout, words around the value
        { "BR_CPF", "BR_CPF", "###.###.###-##", "O CPF dela é {0}, confirme" },
        { "BR_CPF", "BR_CPF", "###########", "cpf: {0}" },
        { "NL_BSN", "NL_BSN", "#########", "BSN {0} van de klant" },
        { "PL_PESEL", "PL_PESEL", "###########", "numer PESEL {0}" },
        { "DE_IDNR", "DE_IDNR", "## ### ### ###", "Steuer-ID {0}" },
        { "FR_NIR", "FR_NIR", "# ## ## ## ### ### ##", "numéro de sécurité sociale {0}" },
        { "CH_AHV", "CH_AHV", "756.####.####.##", "Versicherte {0} in Bern" },
        { "UK_NHS", "GB_NHS", "### ### ####", "NHS number {0} of the patient" },
        { "CA_SIN", "CA_SIN", "###-###-###", "her SIN is {0}." },
        { "AU_TFN", "AU_TFN", "### ### ###", "tax file number {0}" },
        { "IN_AADHAAR", "IN_AADHAAR", "#### #### ####", "Aadhaar {0}" },
        { "AR_CUIT", "AR_CUIT", "##-########-#", "CUIT {0}" },
        { "TR_TCKN", "TR_TCKN", "###########", "TC kimlik no {0}" },
        { "ZA_ID", "ZA_ID", "#############", "South African ID number {0}" },
        { "SE_PNR", "SE_PNR", "######-####", "personnummer {0}" },
        { "BE_NN", "BE_NN", "##.##.##-###.##", "rijksregisternummer {0}" },
        { "CREDIT_CARD", "CREDIT_CARD", "4###-####-####-####", "paid with {0} today" },
        { "CREDIT_CARD", "CREDIT_CARD", "37## ###### #####", "paid with {0} today" },
        { "US_SSN", "US_SSN", "###-##-####", "employee {0}" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_made_identifier_is_found_and_one_with_a_wrong_digit_is_not(string type, string check, string layout, string sentence)
    {
        var random = new Random(layout.Length + type.Length);
        var (found, raised, wrong) = (0, 0, 0);
        for (var i = 0; i < Each; i++)
        {
            var value = Make(check, layout, random);
            found += Holds(type, string.Format(CultureInfo.InvariantCulture, sentence, value)) ? 1 : 0;
            var last = (char)('0' + ((value[^1] - '0' + 1 + random.Next(8)) % 10));
            var changed = value[..^1] + last;
            if (!IdentifierChecks.IsValid(check, Digits(changed)))
            {
                wrong++;
                raised += Holds(type, string.Format(CultureInfo.InvariantCulture, sentence, changed)) ? 1 : 0;
            }
        }

        Assert.Equal((Each, 0), (found, raised));
        Assert.True(wrong > Each / 2 || type == "US_SSN", $"only {wrong} wrong ones were tried");
    }

    private static bool Holds(string type, string text) => _detector.Scan(text).Any(f => f.Type == type || f.OtherTypes.Contains(type));

    private static string Digits(string value) => string.Concat(value.Where(char.IsAsciiDigit));

    private static string Make(string check, string layout, Random random)
    {
        for (var tries = 0; tries < 2_000_000; tries++)
        {
            var value = string.Concat(layout.Select(c => c == '#' ? (char)('0' + random.Next(10)) : c));
            if (IdentifierChecks.IsValid(check, Digits(value)))
            {
                return value;
            }
        }
        throw new InvalidOperationException($"no valid {check} was met");
    }
}
