namespace Bylaw.Collectors.Datasets.Cards;

/// <summary>Recognises common licences by the title and the phrases that only they have.</summary>
internal static class LicenceText
{
    private static readonly (string Spdx, string[] Phrases)[] _licences =
    [
        ("CC-BY-NC-SA-4.0", ["attribution-noncommercial-sharealike 4.0"]),
        ("CC-BY-NC-ND-4.0", ["attribution-noncommercial-noderivatives 4.0"]),
        ("CC-BY-NC-4.0", ["attribution-noncommercial 4.0"]),
        ("CC-BY-SA-4.0", ["attribution-sharealike 4.0"]),
        ("CC-BY-ND-4.0", ["attribution-noderivatives 4.0"]),
        ("CC-BY-4.0", ["attribution 4.0 international"]),
        ("CC0-1.0", ["cc0 1.0 universal"]),
        ("ODbL-1.0", ["open database license"]),
        ("PDDL-1.0", ["public domain dedication and license"]),
        ("CDLA-Permissive-2.0", ["community data license agreement", "permissive", "2.0"]),
        ("Apache-2.0", ["apache license", "version 2.0"]),
        ("MIT", ["permission is hereby granted, free of charge", "the software is provided \"as is\""]),
        ("GPL-3.0-only", ["gnu general public license", "version 3"]),
        ("BSD-3-Clause", ["redistribution and use in source and binary forms", "neither the name"]),
        ("BSD-2-Clause", ["redistribution and use in source and binary forms"]),
    ];

    /// <summary>Returns the SPDX identifier, or null.</summary>
    public static string? Recognise(string text)
    {
        var lower = string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var marked = lower.IndexOf("spdx-license-identifier:", StringComparison.Ordinal);
        if (marked >= 0)
        {
            var words = text[(text.IndexOf("SPDX-License-Identifier:", StringComparison.OrdinalIgnoreCase) + 24)..].Trim().Split('\n')[0].Trim();
            return words.Length is > 0 and < 100 ? words : null;
        }
        return Array.Find(_licences, l => Array.TrueForAll(l.Phrases, p => lower.Contains(p, StringComparison.Ordinal))).Spdx;
    }
}
