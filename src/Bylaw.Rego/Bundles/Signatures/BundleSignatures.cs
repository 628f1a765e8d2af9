using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Builtins.Crypto;
using Bylaw.Rego.Builtins.Jwt;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles.Signatures;

/// <summary>
/// Makes and checks the signatures of bundles, in OPA's form: a file <c>.signatures.json</c> with a JSON Web Token that lists each file with
/// its digest. Safe to call from many threads.
/// </summary>
public static class BundleSignatures
{
    /// <summary>The name of the file that holds the signature.</summary>
    public const string FileName = ".signatures.json";

    /// <summary>The path of the file that holds the signature.</summary>
    internal const string FilePath = "/" + FileName;

    /// <summary>The algorithms that signatures can have.</summary>
    private const string Algorithms = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, HS256, HS384, HS512 or EdDSA";

    /// <summary>Signs files.</summary>
    /// <param name="files">All files of the bundle, without the signature.</param>
    /// <param name="signing">Key and algorithm.</param>
    /// <returns>The contents of <c>.signatures.json</c>.</returns>
    /// <exception cref="FormatException">The key does not fit the algorithm, or a document is not valid.</exception>
    public static RegoValue Sign(IEnumerable<BundleFile> files, BundleSigning signing)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(signing);
        var scheme = SchemeOf(signing.Algorithm);
        var claims = new ObjectBuilder(signing.Claims);
        claims.Set("files", RegoArray.Create([.. files.Where(f => f.Path != FilePath).OrderBy(f => f.Path, StringComparer.Ordinal).Select(Describe)]));
        var header = new ObjectBuilder();
        header.Set("alg", signing.Algorithm);
        header.Set("typ", "JWT");
        if (signing.Claims.Get("keyid") is { IsDefined: true } keyId)
        {
            header.Set("kid", keyId);
        }
        var signed = $"{Encode(RegoValue.From(header.Build()).ToJson())}.{Encode(RegoValue.From(claims.Build()).ToJson())}";
        try
        {
            var signature = SigningKey(signing, scheme).Sign(scheme, Encoding.UTF8.GetBytes(signed));
            return RegoObject.Create(("signatures", RegoArray.Create($"{signed}.{Base64Url.EncodeToString(signature)}")));
        }
        catch (Exception error) when (error is RefusedOperandException or CryptographicException)
        {
            throw new FormatException($"the signing key cannot sign with {signing.Algorithm}: {error.Message}", error);
        }
    }

    /// <summary>Checks the signature of a bundle, and that it covers every file.</summary>
    /// <param name="files">All files of the bundle, with the signature.</param>
    /// <param name="verification">The key that must have signed.</param>
    /// <exception cref="FormatException">There is no signature, it is not that of the key, or a file is missing, added or changed.</exception>
    public static void Verify(IReadOnlyCollection<BundleFile> files, BundleVerification verification)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(verification);
        var signature = files.FirstOrDefault(f => f.Path == FilePath)
            ?? throw new FormatException($"bundle missing {FileName} file, but a verification key is given");
        RegoObject listed;
        try
        {
            listed = ReadFiles(ReadToken(signature), verification);
        }
        catch (Exception error) when (error is RefusedOperandException or CryptographicException)
        {
            throw new FormatException($"the signature cannot be verified: {error.Message}", error);
        }
        var excluded = verification.ExcludedFiles.Select(FilePattern.Compile).ToArray();
        foreach (var file in files)
        {
            var name = file.Path[1..];
            if (file.Path == FilePath || Array.Exists(excluded, e => e.IsMatch(name)))
            {
                continue;
            }
            var entry = listed.Get(name);
            if (!entry.IsDefined)
            {
                throw new FormatException($"file {name} not included in bundle signature");
            }
            var algorithm = entry.Get("algorithm").TryGetString(out var stated) && stated.Length > 0 ? stated : FileDigests.DefaultAlgorithm;
            if (!entry.Get("hash").TryGetString(out var hash) || !string.Equals(hash, FileDigests.Compute(file, algorithm), StringComparison.OrdinalIgnoreCase))
            {
                throw new FormatException($"{name}: digest mismatch: the file is not the one that was signed");
            }
        }
        var present = files.Select(f => f.Path[1..]).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, _) in listed)
        {
            if (!present.Contains(name.AsString()))
            {
                throw new FormatException($"file {name.AsString()} specified in bundle signatures but not found in the target bundle");
            }
        }
    }

    private static RegoValue Describe(BundleFile file) => RegoObject.Create(
        ("name", file.Path[1..]), ("hash", FileDigests.Compute(file, FileDigests.DefaultAlgorithm)), ("algorithm", FileDigests.DefaultAlgorithm));

    private static string ReadToken(BundleFile file)
    {
        var document = PolicyFiles.Parse(FileName, file.Contents.ToArray());
        if (document.Get("plugin") is { IsDefined: true } plugin && !(plugin.TryGetString(out var name) && name is "" or "_default"))
        {
            throw new FormatException($"{FileName} asks for the plugin {plugin.ToJson()}, which is not there");
        }
        return document.Get("signatures").TryGetArray(out var list) && list.Count == 1 && list[0].TryGetString(out var token)
            ? token
            : throw new FormatException($"{FileName} must hold one token in a list `signatures`");
    }

    /// <summary>Checks token, key, scope; returns the listed files by name.</summary>
    private static RegoObject ReadFiles(string token, BundleVerification verification)
    {
        var scheme = SchemeOf(verification.Algorithm);
        var jwt = JsonWebToken.Split(token);
        var header = jwt.DecodeHeader();
        // The token must not choose how it is checked: a public key taken for a secret would let anybody sign.
        if (!(header.Get("alg").TryGetString(out var algorithm) && algorithm == verification.Algorithm))
        {
            throw new FormatException($"the signature is made with {header.Get("alg").ToJson()}, but {verification.Algorithm} is asked for");
        }
        var keys = scheme.Family == SignatureFamily.Hmac
            ? [new SecretKey(Encoding.UTF8.GetBytes(verification.Key))]
            : VerificationKeys.Read(verification.Key.Trim()).Keys.Select(k => k.Key).ToArray();
        var (signed, signature) = (jwt.Signed, jwt.DecodeSignature());
        if (!keys.Any(k => k.Verify(scheme, signed, signature)))
        {
            throw new FormatException("the signature is not that of the given key");
        }
        var claims = JsonWebToken.ReadObject(jwt.DecodePayload());
        var keyId = claims.Get("keyid").IsDefined ? claims.Get("keyid") : header.Get("kid");
        if (verification.KeyId.Length > 0 && keyId.IsDefined && keyId != verification.KeyId)
        {
            throw new FormatException($"the signature names the key {keyId.ToJson()}, not `{verification.KeyId}`");
        }
        var scope = claims.Get("scope").TryGetString(out var stated) ? stated : "";
        if (scope != verification.Scope)
        {
            throw new FormatException($"scope mismatch: the signature is for `{scope}`, not `{verification.Scope}`");
        }
        if (!claims.Get("files").TryGetArray(out var files))
        {
            throw new FormatException("the signature lists no files");
        }
        var listed = new ObjectBuilder();
        foreach (ref readonly var file in files.AsSpan())
        {
            if (!file.Get("name").TryGetString(out var name) || !listed.TryAdd(name.TrimStart('/'), file))
            {
                throw new FormatException("each file of a signature has a `name` of its own");
            }
        }
        return listed.Build();
    }

    private static Key SigningKey(BundleSigning signing, SignatureScheme scheme)
    {
        if (scheme.Family == SignatureFamily.Hmac)
        {
            return new SecretKey(Encoding.UTF8.GetBytes(signing.Key));
        }
        var keys = PrivateKeys.ReadAll(signing.Key);
        return keys.Count > 0 ? keys[0] : throw new FormatException("the signing key is no PEM private key");
    }

    private static SignatureScheme SchemeOf(string algorithm) => SignatureScheme.FromJose(algorithm)
        ?? throw new FormatException($"there is no signature algorithm `{algorithm}`; it is {Algorithms}");

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
