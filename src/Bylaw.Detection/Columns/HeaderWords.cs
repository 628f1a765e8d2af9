using System.Text;
using Bylaw.Detection.Catalogue;

namespace Bylaw.Detection.Columns;

/// <summary>Reads what a column's name says about its type.</summary>
internal static class HeaderWords
{
    /// <summary>Tells whether a name holds a word of the type.</summary>
    public static bool Names(string name, string type)
    {
        var words = Split(name);
        return DetectionTypes.Get(type).ContextWords.Concat(Extra(type)).Any(w => words.Contains($" {w} ", StringComparison.Ordinal)) ||
            words.Contains($" {type.ToLowerInvariant().Replace('_', ' ')} ", StringComparison.Ordinal);
    }

    /// <summary>Tells whether a name says that values are encrypted, hashed or tokens.</summary>
    public static bool SaysProtected(string name)
    {
        var words = Split(name);
        return words.Contains(" hash ", StringComparison.Ordinal) || words.Contains(" token ", StringComparison.Ordinal) || words.Contains(" enc ", StringComparison.Ordinal) || words.Contains(" encrypted ", StringComparison.Ordinal) || words.Contains(" fpe ", StringComparison.Ordinal);
    }

    /// <summary>Tells whether a name speaks of personal data of any type.</summary>
    public static bool SpeaksOfPerson(string name) => _personal.Any(t => Names(name, t));

    private static readonly string[] _personal = ["US_SSN", "EMAIL", "PHONE", "CREDIT_CARD", "IBAN", "PERSON", "ADDRESS", "DATE_OF_BIRTH", "US_PASSPORT", "IN_AADHAAR", "UK_NHS", "NL_BSN", "BR_CPF"];

    private static IEnumerable<string> Extra(string type) => type switch
    {
        "PERSON" => ["first name", "last name", "surname", "full name", "firstname", "lastname", "customer name", "patient", "applicant"],
        "PHONE" => ["telephone", "phone number", "msisdn", "cell"],
        "DATE_OF_BIRTH" => ["date of birth", "birth date", "birthdate", "birthday"],
        "ADDRESS" => ["addr", "street address"],
        "IPV4" => ["ip address", "client ip", "remote addr"],
        "CREDIT_CARD" => ["card number", "credit card", "cardnumber", "ccn"],
        "US_BANK_ACCOUNT" => ["account number", "bank account"],
        _ => [],
    };

    /// <summary>Splits snake, kebab and camel case into lower-case words with spaces around.</summary>
    private static string Split(string name)
    {
        var words = new StringBuilder(" ");
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!char.IsLetterOrDigit(c))
            {
                words.Append(' ');
                continue;
            }
            if (i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]))
            {
                words.Append(' ');
            }
            words.Append(char.ToLowerInvariant(c));
        }
        return words.Append(' ').Replace("  ", " ").ToString();
    }
}
