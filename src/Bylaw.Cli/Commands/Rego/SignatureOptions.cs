using System.CommandLine;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>The options that say by which key bundles are verified or signed.</summary>
internal sealed class SignatureOptions
{
    public Option<string?> VerificationKey { get; } = new("--verification-key")
    {
        Description = "Key that must have signed the bundles: a PEM or JWK file; for HS256, HS384 and HS512 the secret, or a file of it.",
    };

    public Option<string> VerificationKeyId { get; } = new("--verification-key-id") { Description = "Name of the key that the signature must state.", DefaultValueFactory = _ => "" };

    public Option<string> Algorithm { get; } = new("--signing-alg")
    {
        Description = "Algorithm of the signature: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, HS256, HS384, HS512 or EdDSA.",
        DefaultValueFactory = _ => "RS256",
    };

    public Option<string> Scope { get; } = new("--scope") { Description = "Scope of the signature.", DefaultValueFactory = _ => "" };

    public Option<string[]> ExcludedFiles { get; } = new("--exclude-files-verify") { Description = "Pattern of files that need not be signed; may be given again." };

    public Option<string?> SigningKey { get; } = new("--signing-key")
    {
        Description = "Key to sign with: a PEM file; for HS256, HS384 and HS512 the secret, or a file of it.",
    };

    public Option<string?> ClaimsFile { get; } = new("--claims-file") { Description = "JSON file with further claims of the signature: keyid, scope, iss, …" };

    /// <summary>Adds the options for verifying.</summary>
    public void AddVerification(Command command)
    {
        foreach (var option in new Option[] { VerificationKey, VerificationKeyId, Algorithm, Scope, ExcludedFiles })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Returns the key that must have signed; null when none was given.</summary>
    public BundleVerification? Verification(ParseResult parse) => parse.GetValue(VerificationKey) is not { } key ? null : new BundleVerification(KeyText(key, parse.GetValue(Algorithm)!))
    {
        Algorithm = parse.GetValue(Algorithm)!,
        KeyId = parse.GetValue(VerificationKeyId)!,
        Scope = parse.GetValue(Scope)!,
        ExcludedFiles = [.. parse.GetValue(ExcludedFiles) ?? []],
    };

    /// <summary>Returns the key to sign with; null when none was given.</summary>
    /// <exception cref="UserErrorException">The claims cannot be read.</exception>
    public BundleSigning? Signing(ParseResult parse)
    {
        if (parse.GetValue(SigningKey) is not { } key)
        {
            return null;
        }
        var claims = new ObjectBuilder(ReadClaims(parse.GetValue(ClaimsFile)));
        if (parse.GetValue(Scope) is { Length: > 0 } scope)
        {
            claims.Set("scope", scope);
        }
        return new BundleSigning(KeyText(key, parse.GetValue(Algorithm)!)) { Algorithm = parse.GetValue(Algorithm)!, Claims = claims.Build() };
    }

    private static RegoObject ReadClaims(string? file)
    {
        if (file is null)
        {
            return RegoObject.Empty;
        }
        try
        {
            return Bylaw.Rego.Bundles.PolicyFiles.ReadDocument(file).TryGetObject(out var claims)
                ? claims
                : throw new UserErrorException($"{file} must hold an object of claims");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UserErrorException(error.Message);
        }
    }

    /// <summary>The option names a file, or is the key itself.</summary>
    private static string KeyText(string key, string algorithm)
    {
        var isSecret = algorithm.StartsWith("HS", StringComparison.Ordinal);
        if (!isSecret && !File.Exists(key) && !key.TrimStart().StartsWith("-----BEGIN", StringComparison.Ordinal) && !key.TrimStart().StartsWith('{'))
        {
            throw new UserErrorException($"no such key file: {key}");
        }
        try
        {
            return File.Exists(key) ? File.ReadAllText(key).TrimEnd('\n', '\r') : key;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read the key {key}: {error.Message}");
        }
    }
}
