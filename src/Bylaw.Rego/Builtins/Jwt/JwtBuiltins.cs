using Bylaw.Rego.Builtins.Crypto;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Jwt;

/// <summary>Built-ins that decode JSON Web Tokens and hold them against keys and constraints.</summary>
internal static class JwtBuiltins
{
    private const string NestedType = "JWT";
    private const int MostNested = 32;

    /// <summary>Returns a token's header, payload and signature (in hexadecimal), without checking anything.</summary>
    [Builtin("io.jwt.decode", "(jwt: string) -> array<object[any: any], object[any: any], string>")]
    internal static RegoValue Decode(BuiltinContext context, string jwt)
    {
        try
        {
            for (var depth = 0; depth < MostNested; depth++)
            {
                var token = JsonWebToken.Split(jwt);
                var header = token.DecodeHeader();
                var payload = token.DecodePayload();
                if (header.Get("cty").TryGetString(out var contentType) && contentType == NestedType)
                {
                    // A nested token is often quoted.
                    jwt = payload.Trim('"', '\'');
                    continue;
                }
                var claims = JsonWebToken.ReadObject(payload);
                var signature = token.DecodeSignature("JWT signature had invalid encoding: ");
                return RegoArray.Create(header, claims, Convert.ToHexStringLower(signature));
            }
            throw new RefusedOperandException("JWT nests too deep");
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Checks a token's signature, algorithm, issuer, audience and times; returns whether all hold, with header and claims.</summary>
    [Builtin(
        "io.jwt.decode_verify",
        "(jwt: string, constraints: object[string: any]) -> array<boolean, object[any: any], object[any: any]>",
        Effect = BuiltinEffect.OncePerQuery)]
    internal static RegoValue DecodeVerify(BuiltinContext context, string jwt, RegoObject constraints)
    {
        try
        {
            var wanted = TokenConstraints.Read(constraints, context.QueryTimeNs);
            for (var depth = 0; depth < MostNested; depth++)
            {
                var token = JsonWebToken.Split(jwt);
                var fields = token.DecodeHeader();
                var header = TokenHeader.Read(fields);
                if (!header.IsValid || (wanted.Algorithm.Length > 0 && wanted.Algorithm != header.Algorithm))
                {
                    return Unverified();
                }
                if (!wanted.IsSigned(header, token, token.DecodeSignature()))
                {
                    return Unverified();
                }
                var payload = token.DecodePayload();
                if (string.Equals(header.ContentType, NestedType, StringComparison.OrdinalIgnoreCase))
                {
                    jwt = payload;
                    continue;
                }
                var claims = JsonWebToken.ReadObject(payload);
                return wanted.Accepts(claims) ? RegoArray.Create(true, fields, claims) : Unverified();
            }
            throw new RefusedOperandException("JWT nests too deep");
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Tells whether a token is signed with RS256 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_rs256", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyRs256(BuiltinContext context, string jwt, string certificate) => Verify(context, "RS256", jwt, certificate);

    /// <summary>Tells whether a token is signed with RS384 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_rs384", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyRs384(BuiltinContext context, string jwt, string certificate) => Verify(context, "RS384", jwt, certificate);

    /// <summary>Tells whether a token is signed with RS512 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_rs512", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyRs512(BuiltinContext context, string jwt, string certificate) => Verify(context, "RS512", jwt, certificate);

    /// <summary>Tells whether a token is signed with PS256 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_ps256", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyPs256(BuiltinContext context, string jwt, string certificate) => Verify(context, "PS256", jwt, certificate);

    /// <summary>Tells whether a token is signed with PS384 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_ps384", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyPs384(BuiltinContext context, string jwt, string certificate) => Verify(context, "PS384", jwt, certificate);

    /// <summary>Tells whether a token is signed with PS512 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_ps512", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyPs512(BuiltinContext context, string jwt, string certificate) => Verify(context, "PS512", jwt, certificate);

    /// <summary>Tells whether a token is signed with ES256 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_es256", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyEs256(BuiltinContext context, string jwt, string certificate) => Verify(context, "ES256", jwt, certificate);

    /// <summary>Tells whether a token is signed with ES384 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_es384", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyEs384(BuiltinContext context, string jwt, string certificate) => Verify(context, "ES384", jwt, certificate);

    /// <summary>Tells whether a token is signed with ES512 by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_es512", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyEs512(BuiltinContext context, string jwt, string certificate) => Verify(context, "ES512", jwt, certificate);

    /// <summary>Tells whether a token is signed with EdDSA by a key of a PEM certificate, PEM public key or JWK set.</summary>
    [Builtin("io.jwt.verify_eddsa", "(jwt: string, certificate: string) -> boolean")]
    internal static RegoValue VerifyEdDsa(BuiltinContext context, string jwt, string certificate) => Verify(context, "EdDSA", jwt, certificate);

    /// <summary>Tells whether a token is signed with HS256 by a shared secret.</summary>
    [Builtin("io.jwt.verify_hs256", "(jwt: string, secret: string) -> boolean")]
    internal static RegoValue VerifyHs256(BuiltinContext context, string jwt, string secret) => VerifySecret(context, "HS256", jwt, secret);

    /// <summary>Tells whether a token is signed with HS384 by a shared secret.</summary>
    [Builtin("io.jwt.verify_hs384", "(jwt: string, secret: string) -> boolean")]
    internal static RegoValue VerifyHs384(BuiltinContext context, string jwt, string secret) => VerifySecret(context, "HS384", jwt, secret);

    /// <summary>Tells whether a token is signed with HS512 by a shared secret.</summary>
    [Builtin("io.jwt.verify_hs512", "(jwt: string, secret: string) -> boolean")]
    internal static RegoValue VerifyHs512(BuiltinContext context, string jwt, string secret) => VerifySecret(context, "HS512", jwt, secret);

    private static RegoValue Unverified() => RegoArray.Create(false, RegoObject.Empty, RegoObject.Empty);

    private static RegoValue Verify(BuiltinContext context, string algorithm, string jwt, string certificate)
    {
        try
        {
            var token = JsonWebToken.Split(jwt);
            var keys = VerificationKeys.Read(certificate);
            var signature = token.DecodeSignature();
            var header = TokenHeader.Read(token.DecodeHeader());
            // The function's own algorithm decides, whatever the token claims: else its maker could choose a weaker one.
            return keys.Verify(header, SignatureScheme.FromJose(algorithm)!, token.Signed, signature);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    private static RegoValue VerifySecret(BuiltinContext context, string algorithm, string jwt, string secret)
    {
        try
        {
            var token = JsonWebToken.Split(jwt);
            var key = new SecretKey(System.Text.Encoding.UTF8.GetBytes(secret));
            return key.Verify(SignatureScheme.FromJose(algorithm)!, token.Signed, token.DecodeSignature());
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }
}
