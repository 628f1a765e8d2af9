using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Jwt;

/// <summary>The parts of a token's header that matter for checking it.</summary>
internal sealed class TokenHeader
{
    private readonly HashSet<string> _critical = new(StringComparer.Ordinal);
    private readonly List<string> _unknown = [];

    internal string Algorithm { get; private set; } = "";

    internal string KeyId { get; private set; } = "";

    internal string ContentType { get; private set; } = "";

    /// <summary>Gets whether the header names an algorithm and holds nothing critical that is unknown (RFC 7515, section 4.1.11).</summary>
    internal bool IsValid => Algorithm.Length > 0 && !_unknown.Exists(_critical.Contains);

    /// <summary>Reads a header.</summary>
    /// <exception cref="RefusedOperandException">A known part has the wrong type.</exception>
    internal static TokenHeader Read(RegoObject fields)
    {
        var header = new TokenHeader();
        foreach (var (key, value) in fields)
        {
            switch (key.AsString())
            {
                case "alg":
                    header.Algorithm = Text("alg", value);
                    break;
                case "kid":
                    header.KeyId = Text("kid", value);
                    break;
                case "typ":
                    Text("typ", value);
                    break;
                case "cty":
                    header.ContentType = Text("cty", value);
                    break;
                case "crit":
                    header.ReadCritical(value);
                    break;
                case var name:
                    header._unknown.Add(name);
                    break;
            }
        }
        return header;
    }

    private void ReadCritical(in RegoValue value)
    {
        if (!value.TryGetArray(out var names))
        {
            throw new RefusedOperandException("crit: must be a list");
        }
        foreach (var name in names.AsSpan())
        {
            if (!name.TryGetString(out var text))
            {
                break;
            }
            _critical.Add(text);
        }
        if (_critical.Count == 0)
        {
            throw new RefusedOperandException("crit: must be a nonempty list");
        }
    }

    private static string Text(string name, in RegoValue value) =>
        value.TryGetString(out var text) ? text : throw new RefusedOperandException($"{name}: must be a string");
}
