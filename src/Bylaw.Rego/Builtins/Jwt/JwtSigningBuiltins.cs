using System.Text;
using System.Text.Json;
using Bylaw.Rego.Builtins.Crypto;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Jwt;

/// <summary>Built-ins that sign JSON Web Tokens.</summary>
internal static class JwtSigningBuiltins
{
    private const int WorkingBytesPerCharacter = 12;

    /// <summary>Signs a token with the first key of a JWK or JWK set, all given as objects.</summary>
    [Builtin(
        "io.jwt.encode_sign",
        "(headers: object[string: any], payload: object[string: any], key: object[string: any]) -> string",
        Effect = BuiltinEffect.OncePerQuery)]
    internal static RegoValue EncodeSign(BuiltinContext context, RegoObject headers, RegoObject payload, RegoObject key) =>
        Sign(context, LimitedText.WriteJson(context, headers), LimitedText.WriteJson(context, payload), LimitedText.WriteJson(context, key));

    /// <summary>Signs a token with the first key of a JWK or JWK set, all given as texts that are used as they are.</summary>
    [Builtin("io.jwt.encode_sign_raw", "(headers: string, payload: string, key: string) -> string", Effect = BuiltinEffect.OncePerQuery)]
    internal static RegoValue EncodeSignRaw(BuiltinContext context, string headers, string payload, string key) =>
        Sign(context, headers, payload, key);

    private static RegoValue Sign(BuiltinContext context, string headers, string payload, string key)
    {
        // Each is read as JSON, and two are encoded and signed.
        context.Reserve(WorkingBytesPerCharacter * ((long)headers.Length + payload.Length + key.Length));
        try
        {
            var keys = Jwk.ReadAll(key);
            if (keys.Count == 0)
            {
                throw new RefusedOperandException("no keys found in JWK set");
            }
            var fields = ReadHeaders(headers);
            if (!fields.Get("alg").TryGetString(out var algorithm))
            {
                throw new RefusedOperandException("missing or invalid 'alg' header: jwsbb: header \"alg\" not found");
            }
            var scheme = SignatureScheme.FromJose(algorithm) ?? throw new RefusedOperandException($"unknown JWS algorithm: {algorithm}");
            var isToken = !fields.Get("typ").TryGetString(out var type) || type == "JWT";
            if (isToken && !IsJson(payload))
            {
                throw new RefusedOperandException("type is JWT but payload is not JSON");
            }
            var signed = $"{GoBase64.EncodeUrl(Encoding.UTF8.GetBytes(headers))}.{GoBase64.EncodeUrl(Encoding.UTF8.GetBytes(payload))}";
            return $"{signed}.{GoBase64.EncodeUrl(keys[0].Key.Sign(scheme, Encoding.ASCII.GetBytes(signed)))}";
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    private static RegoObject ReadHeaders(string json)
    {
        const string Prefix = "missing or invalid 'alg' header: cannot parse JSON: ";
        if (json.Length == 0)
        {
            throw new RefusedOperandException(Prefix + "cannot parse empty string");
        }
        try
        {
            // Anything that is JSON but no object holds no algorithm; so does a run of the characters of numbers, which OPA's reader
            // takes for one without looking closer.
            return !json.AsSpan().ContainsAnyExcept("0123456789+-.eE") || !RegoValue.FromJson(json).TryGetObject(out var fields)
                ? RegoObject.Empty
                : fields;
        }
        catch (JsonException error)
        {
            throw new RefusedOperandException(Prefix + error.Message);
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            RegoValue.FromJson(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
