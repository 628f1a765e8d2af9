using System.Text;
using Bylaw.Rego.Builtins.Crypto.X509;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Built-ins that read private keys.</summary>
internal static class PrivateKeyBuiltins
{
    /// <summary>Returns the private keys of a PEM text, with their numbers; null for the empty text.</summary>
    [Builtin("crypto.parse_private_keys", "(keys: string) -> array[object[string: any]]")]
    internal static RegoValue ParsePrivateKeys(BuiltinContext context, string keys)
    {
        try
        {
            return keys.Length == 0
                ? RegoValue.Null
                : RegoArray.Create([.. PrivateKeys.ReadAll(keys).Select(CertificateJson.WritePrivate)]);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Returns the first private key of a PEM text, or of the Base64 of one, as a JSON Web Key.</summary>
    [Builtin("crypto.x509.parse_rsa_private_key", "(pem: string) -> object[string: any]")]
    internal static RegoValue ParseRsaPrivateKey(BuiltinContext context, string pem)
    {
        if (pem.Length == 0)
        {
            return context.Fail("input PEM data was empty");
        }
        try
        {
            if (!pem.StartsWith("-----BEGIN", StringComparison.Ordinal))
            {
                pem = Encoding.UTF8.GetString(GoBase64.Decode(pem));
            }
            var keys = PrivateKeys.ReadAll(pem);
            return keys.Count == 0 ? RegoValue.Null : Jwk.Write(keys[0]);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }
}
