using Bylaw.Rego.Builtins.Crypto;
using Bylaw.Rego.Values;
using System.Text;

namespace Bylaw.Rego.Builtins.Jwt;

/// <summary>What <c>io.jwt.decode_verify</c> is asked to hold a token against.</summary>
internal sealed class TokenConstraints
{
    private VerificationKeys? _keys;
    private string _secret = "";

    internal string Algorithm { get; private set; } = "";

    internal string Issuer { get; private set; } = "";

    internal string Audience { get; private set; } = "";

    /// <summary>Gets the time to hold <c>exp</c> and <c>nbf</c> against, in seconds.</summary>
    internal RegoValue Seconds { get; private set; }

    /// <summary>Reads the constraints; one that is not known is refused, so that a slip of the pen never weakens a check.</summary>
    /// <exception cref="RefusedOperandException">A constraint is unknown or of the wrong type, or there is not exactly one kind of key.</exception>
    internal static TokenConstraints Read(RegoObject fields, long nowNs)
    {
        var result = new TokenConstraints { Seconds = ToSeconds(nowNs) };
        foreach (var (key, value) in fields)
        {
            switch (key.TryGetString(out var name) ? name : key.ToString())
            {
                case "cert":
                    result._keys = VerificationKeys.Read(Text("cert", value));
                    break;
                case "secret":
                    result._secret = Text("secret", value);
                    break;
                case "alg":
                    result.Algorithm = Text("alg", value);
                    break;
                case "iss":
                    result.Issuer = Text("iss", value);
                    break;
                case "aud":
                    result.Audience = Text("aud", value);
                    break;
                case "time":
                    result.Seconds = ToSeconds(Time(value));
                    break;
                case var unknown:
                    throw new RefusedOperandException($"unknown token validation constraint: {unknown}");
            }
        }
        if (result._keys is not null && result._secret.Length > 0)
        {
            throw new RefusedOperandException("duplicate key constraints");
        }
        if (result._keys is null && result._secret.Length == 0)
        {
            throw new RefusedOperandException("no key constraint");
        }
        return result;
    }

    /// <summary>Tells whether a token was signed by a key that is trusted here.</summary>
    internal bool IsSigned(TokenHeader header, JsonWebToken token, byte[] signature)
    {
        if (SignatureScheme.FromJose(header.Algorithm) is not { } scheme)
        {
            return false;
        }
        return _keys is not null
            ? _keys.Verify(header, scheme, token.Signed, signature)
            : new SecretKey(Encoding.UTF8.GetBytes(_secret)).Verify(scheme, token.Signed, signature);
    }

    /// <summary>Tells whether the claims meet issuer, audience and time.</summary>
    /// <exception cref="RefusedOperandException">A claim of time is no number.</exception>
    internal bool Accepts(RegoObject claims)
    {
        if (Issuer.Length > 0 && !(claims.Get("iss").TryGetString(out var issuer) && issuer == Issuer))
        {
            return false;
        }
        // A token that names its audience is for nobody else: also a caller who names none must refuse it.
        var audience = claims.Get("aud");
        if (audience.IsDefined ? !IsAudience(audience) : Audience.Length > 0)
        {
            return false;
        }
        return !(Claim(claims, "exp") is { IsDefined: true } expiry && Seconds.CompareTo(expiry) >= 0)
            && !(Claim(claims, "nbf") is { IsDefined: true } start && Seconds.CompareTo(start) < 0);
    }

    private static RegoValue Claim(RegoObject claims, string name)
    {
        var value = claims.Get(name);
        return !value.IsDefined || value.IsNumber ? value : throw new RefusedOperandException($"{name} value must be a number");
    }

    private bool IsAudience(in RegoValue audience)
    {
        if (audience.TryGetString(out var single))
        {
            return single == Audience;
        }
        if (audience.TryGetArray(out var several))
        {
            foreach (var item in several.AsSpan())
            {
                if (item.TryGetString(out var text) && text == Audience)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static string Text(string name, in RegoValue value) =>
        value.TryGetString(out var text) ? text : throw new RefusedOperandException($"{name} constraint: must be a string");

    private static double Time(in RegoValue value)
    {
        if (!value.IsNumber)
        {
            throw new RefusedOperandException("token time constraint: must be a number");
        }
        var time = value.AsDouble();
        return double.IsFinite(time) && time >= 0
            ? time
            : throw new RefusedOperandException("token time constraint: must not be negative");
    }

    private static RegoValue ToSeconds(double nanoseconds) => RegoValue.From(nanoseconds / 1e9);
}
