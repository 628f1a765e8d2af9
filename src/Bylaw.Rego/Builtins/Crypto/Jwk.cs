using System.Security.Cryptography;
using System.Text.Json;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>A JSON Web Key (RFC 7517).</summary>
/// <param name="Key">The key.</param>
/// <param name="Algorithm">The algorithm that it says it is for; empty when it does not say.</param>
/// <param name="Id">Its name; empty when it has none.</param>
internal sealed record Jwk(Key Key, string Algorithm, string Id)
{
    /// <summary>Reads a key, or a set of keys.</summary>
    /// <exception cref="RefusedOperandException">The text is neither.</exception>
    internal static IReadOnlyList<Jwk> ReadAll(string json)
    {
        RegoValue value;
        try
        {
            value = RegoValue.FromJson(json);
        }
        catch (JsonException error)
        {
            throw new RefusedOperandException($"failed to parse a JWK key (set): {error.Message}");
        }
        if (!value.TryGetObject(out var root))
        {
            throw new RefusedOperandException("failed to parse a JWK key (set): not a JSON object");
        }
        if (!root.Get("keys").IsDefined)
        {
            return [Read(root)];
        }
        var result = new List<Jwk>();
        if (root.Get("keys").TryGetArray(out var keys))
        {
            foreach (var key in keys.AsSpan())
            {
                result.Add(key.TryGetObject(out var fields) ? Read(fields) : throw Bad("key is not an object"));
            }
        }
        return result;
    }

    /// <summary>Writes a private key as JWK.</summary>
    internal static RegoObject Write(Key key)
    {
        var result = new ObjectBuilder();
        void Set(string name, byte[]? number)
        {
            if (number is not null)
            {
                result.Set(name, GoBase64.EncodeUrl(number));
            }
        }
        switch (key)
        {
            case RsaKey { Parameters: var rsa }:
                result.Set("kty", "RSA");
                Set("n", Trim(rsa.Modulus));
                Set("e", Trim(rsa.Exponent));
                Set("d", Trim(rsa.D));
                Set("p", Trim(rsa.P));
                Set("q", Trim(rsa.Q));
                Set("dp", Trim(rsa.DP));
                Set("dq", Trim(rsa.DQ));
                Set("qi", Trim(rsa.InverseQ));
                break;
            case EcKey ec:
                result.Set("kty", "EC");
                result.Set("crv", ec.CurveName);
                Set("x", ec.X);
                Set("y", ec.Y);
                Set("d", ec.D);
                break;
            case EdKey ed:
                result.Set("kty", "OKP");
                result.Set("crv", "Ed25519");
                Set("x", ed.Public);
                Set("d", ed.Seed);
                break;
            default:
                throw new RefusedOperandException("invalid key type for JWK");
        }
        return result.Build();
    }

    private static byte[]? Trim(byte[]? number) => number is null ? null : number.AsSpan().TrimStart((byte)0).ToArray();

    private static Jwk Read(RegoObject fields)
    {
        var algorithm = Text(fields, "alg");
        var id = Text(fields, "kid");
        var type = Text(fields, "kty");
        try
        {
            return new Jwk(ReadKey(fields, type), algorithm, id);
        }
        catch (CryptographicException error)
        {
            throw Bad(error.Message);
        }
    }

    private static Key ReadKey(RegoObject fields, string type)
    {
        switch (type)
        {
            case "oct":
                return new SecretKey(Bytes(fields, "k"));
            case "RSA":
                return Rsa(fields);
            case "EC":
                var curve = Text(fields, "crv");
                if (curve is not ("P-256" or "P-384" or "P-521"))
                {
                    throw Bad($"invalid curve {curve}");
                }
                var size = EcKey.Size(curve);
                var d = Optional(fields, "d");
                return new EcKey(
                    curve,
                    EcKey.Fixed(Bytes(fields, "x"), size),
                    EcKey.Fixed(Bytes(fields, "y"), size),
                    d is null ? null : EcKey.Fixed(d, size));
            case "OKP" when Text(fields, "crv") == "Ed25519":
                var seed = Optional(fields, "d");
                return seed is null or { Length: 32 } ? new EdKey(Bytes(fields, "x"), seed) : throw Bad("wrong size of Ed25519 key");
            case "OKP":
                return new UnknownKey(Text(fields, "crv"));
            default:
                throw Bad($"invalid key type {GoQuote.Quote(type)}");
        }
    }

    private static RsaKey Rsa(RegoObject fields)
    {
        var (n, e) = (Bytes(fields, "n"), Bytes(fields, "e"));
        var (d, p, q) = (Optional(fields, "d"), Optional(fields, "p"), Optional(fields, "q"));
        if (d is null)
        {
            return new RsaKey(new RSAParameters { Modulus = n, Exponent = e });
        }
        return p is null || q is null
            ? throw Bad("RSA private key without its primes")
            : KeyReader.FromPrimes(KeyReader.Number(n), e, KeyReader.Number(d), KeyReader.Number(p), KeyReader.Number(q));
    }

    private static string Text(RegoObject fields, string name) => fields.Get(name).TryGetString(out var text) ? text : "";

    private static byte[] Bytes(RegoObject fields, string name) => Optional(fields, name) ?? throw Bad($"required field {name} is missing");

    private static byte[]? Optional(RegoObject fields, string name) =>
        fields.Get(name).TryGetString(out var text) ? GoBase64.DecodeUrl(text) : null;

    private static RefusedOperandException Bad(string why) => new($"failed to parse a JWK key (set): {why}");
}
