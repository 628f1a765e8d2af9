namespace Bylaw.Collectors.Approvals.Git;

/// <summary>The keys of people in OpenSSH's form: <c>person[,person] [options] type base64</c>, one a line.</summary>
internal sealed class AllowedSigners
{
    private readonly List<(string[] People, byte[] Key)> _entries = [];

    /// <summary>Reads a file; lines that bear no key are passed over.</summary>
    public static AllowedSigners Read(string text)
    {
        var signers = new AllowedSigners();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => !l.StartsWith('#')))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var type = Array.FindIndex(parts, 1, p => p.StartsWith("ssh-", StringComparison.Ordinal) || p.StartsWith("ecdsa-", StringComparison.Ordinal) || p.StartsWith("sk-", StringComparison.Ordinal));
            var buffer = new byte[line.Length];
            if (type > 0 && type + 1 < parts.Length && Convert.TryFromBase64String(parts[type + 1], buffer, out var length))
            {
                signers._entries.Add((parts[0].Split(','), buffer[..length]));
            }
        }
        return signers;
    }

    /// <summary>Tells whether a key belongs to a person.</summary>
    public bool Allows(string person, byte[] key) =>
        _entries.Exists(e => e.Key.AsSpan().SequenceEqual(key) && e.People.Any(p => p == person || (p.StartsWith("*@", StringComparison.Ordinal) && person.EndsWith(p[1..], StringComparison.OrdinalIgnoreCase))));
}
