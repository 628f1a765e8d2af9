using System.Text;
using System.Text.Json;
using Bylaw.Rego.Builtins.Crypto;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Jwt;

/// <summary>A JSON Web Token in its compact form (RFC 7515), taken apart but not believed.</summary>
internal sealed class JsonWebToken
{
    private readonly string _header;
    private readonly string _payload;
    private readonly string _signature;

    private JsonWebToken(string header, string payload, string signature)
    {
        _header = header;
        _payload = payload;
        _signature = signature;
    }

    /// <summary>Gets what is signed: header and payload as they stand in the token.</summary>
    internal byte[] Signed => Encoding.UTF8.GetBytes($"{_header}.{_payload}");

    /// <summary>Splits a token into its parts.</summary>
    /// <exception cref="RefusedOperandException">It has not three parts.</exception>
    internal static JsonWebToken Split(string token)
    {
        var parts = token.Split('.');
        return parts.Length switch
        {
            1 => throw new RefusedOperandException("encoded JWT had no period separators"),
            3 => new JsonWebToken(parts[0], parts[1], parts[2]),
            var count => throw new RefusedOperandException($"encoded JWT must have 3 sections, found {count}"),
        };
    }

    /// <summary>Decodes the header; encrypted tokens are refused.</summary>
    /// <exception cref="RefusedOperandException">It is no header of a signed token.</exception>
    internal RegoObject DecodeHeader()
    {
        var text = Decode(_header, "JWT header had invalid encoding: ");
        RegoObject header;
        try
        {
            header = ReadObject(text);
        }
        catch (RefusedOperandException refusal)
        {
            throw new RefusedOperandException($"bad JWT header: {refusal.Message}");
        }
        return header.ContainsKey("enc")
            ? throw new RefusedOperandException("JWT is a JWE object, which is not supported")
            : header;
    }

    /// <summary>Decodes the payload as text.</summary>
    /// <exception cref="RefusedOperandException">It is not Base64.</exception>
    internal string DecodePayload() => Decode(_payload, "JWT payload had invalid encoding: ");

    /// <summary>Decodes the signature.</summary>
    /// <param name="prefix">What stands before the message of a failure.</param>
    /// <exception cref="RefusedOperandException">It is not Base64.</exception>
    internal byte[] DecodeSignature(string prefix = "") => DecodeBytes(_signature, prefix);

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="RefusedOperandException">The text is none.</exception>
    internal static RegoObject ReadObject(string json)
    {
        RegoValue value;
        try
        {
            value = RegoValue.FromJson(json);
        }
        catch (JsonException error)
        {
            throw new RefusedOperandException($"invalid JSON: {error.Message}");
        }
        return value.TryGetObject(out var result) ? result : throw new RefusedOperandException("decoded JSON type was not an Object");
    }

    private static string Decode(string part, string prefix) => Encoding.UTF8.GetString(DecodeBytes(part, prefix));

    private static byte[] DecodeBytes(string part, string prefix)
    {
        try
        {
            return GoBase64.DecodeUrl(part);
        }
        catch (RefusedOperandException refusal)
        {
            throw new RefusedOperandException(prefix + refusal.Message);
        }
    }
}
