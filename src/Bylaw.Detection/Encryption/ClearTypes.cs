using Bylaw.Detection.Columns;

namespace Bylaw.Detection.Encryption;

/// <summary>Finds personal data that stands in the clear, or behind encodings alone.</summary>
internal static class ClearTypes
{
    public static ColumnProtection? Find(string name, List<string> values, int depth, Detector detector)
    {
        var layers = new List<(List<string> Values, string How)> { (values, "in the clear") };
        for (var level = 0; level < depth && layers.Count > 0; level++)
        {
            var next = new List<(List<string>, string)>();
            foreach (var (texts, how) in layers)
            {
                if (level == 0 && PreservesFormat(name, texts) is { } token)
                {
                    return token;
                }
                if (Scan(name, texts, detector) is { Count: > 0 } types)
                {
                    return new(EncryptionVerdict.Violation, $"{string.Join(", ", types)} {how}", types);
                }
                var decoded = texts.SelectMany(ValueDecoder.Texts).ToList();
                if (decoded.Count > 0)
                {
                    next.Add((decoded, how == "in the clear" ? "readable after decoding" : how));
                }
                if (level == 0)
                {
                    var rotated = texts.Select(ValueDecoder.Rot13).ToList();
                    if (Scan(name, rotated, detector).Contains("EMAIL"))
                    {
                        return new(EncryptionVerdict.Violation, "EMAIL readable after a shift of letters", ["EMAIL"]);
                    }
                }
            }
            layers = next;
        }
        return null;
    }

    private static List<string> Scan(string name, List<string> texts, Detector detector)
    {
        var types = new List<string>();
        if (ColumnTypes.Infer(name, texts.Distinct().Take(2000).ToList()) is { } inferred)
        {
            types.Add(inferred.Type);
        }
        var counter = CounterColumns.IsCounter(texts);
        foreach (var text in texts)
        {
            // A lone value counts when it proves itself; in a column of plain numbers a check digit proves nothing.
            foreach (var finding in detector.Scan(text))
            {
                if (finding.Score >= 0.75 && !counter && !types.Contains(finding.Type) && !(finding.Type == "CREDIT_CARD" && !types.Contains("CREDIT_CARD") && texts.Count > 5))
                {
                    types.Add(finding.Type);
                }
            }
        }
        return types;
    }

    /// <summary>Values with the form of a type whose check fails as often as chance would have it: format-preserving encryption or tokens.</summary>
    private static ColumnProtection? PreservesFormat(string name, List<string> values)
    {
        var distinct = values.Distinct().ToList();
        if (distinct.Count < 30)
        {
            return null;
        }
        var cards = distinct.Count(v => v.Length is >= 13 and <= 19 && v.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
        if (cards > distinct.Count * 0.95 && !CounterColumns.IsCounter(distinct))
        {
            var passed = distinct.Count(v => Validation.Checksums.Luhn(v));
            if (passed < distinct.Count * 0.3 && HeaderWords.Names(name, "CREDIT_CARD"))
            {
                return new(EncryptionVerdict.Pseudonymised, "card-like numbers that pass Luhn no more often than chance: format-preserving encryption or tokens", []);
            }
        }
        var socials = distinct.Count(v => v.Length == 11 && v[3] == '-' && v[6] == '-' && v.Count(char.IsAsciiDigit) == 9);
        if (socials > distinct.Count * 0.95)
        {
            // Of uniform nine-digit numbers 10.3 % lie in areas that are never issued; of real ones none.
            var impossible = distinct.Count(v => !Validation.IdentifierChecks.IsValid("US_SSN", v));
            if (impossible > distinct.Count * 0.04)
            {
                return new(EncryptionVerdict.Pseudonymised, "SSN-like numbers of which the share that is never issued is that of chance: format-preserving encryption or tokens", []);
            }
        }
        return null;
    }
}
