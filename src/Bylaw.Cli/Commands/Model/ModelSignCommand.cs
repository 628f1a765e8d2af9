using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bylaw.Collectors.Models.Signing;

namespace Bylaw.Cli.Commands.Model;

/// <summary><c>bylaw model sign PATH</c>: signs every file of a model, by key or by certificate.</summary>
internal static class ModelSignCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("PATH") { Description = "A model file, or the folder with all files of a model." };
        var key = new Option<string>("--key") { Description = "A PEM file with the signer's ECDSA private key.", Required = true };
        var certificate = new Option<string?>("--certificate") { Description = "A PEM file with the key's certificate, and those it leads through, to sign by certificate." };
        var output = new Option<string?>("--out", "-o") { Description = "The signature to write; model.sig in the folder, or FILE.sig beside a file, unless told." };
        var command = new Command("sign", """
            Sign a model (OpenSSF Model Signing 1.0: DSSE, in-toto): the signature covers every file that is there.

            Examples:
              openssl ecparam -name prime256v1 -genkey -noout -out team.pem && openssl ec -in team.pem -pubout -out team.pub.pem
              bylaw model sign ./my-model --key team.pem
              bylaw model ./my-model --key team.pub.pem

            Sign last: a file that is added or changed afterwards makes the signature worthless. The manifest then names the key (`trusted_keys`) and, for control SUP-002, the signer
            that this command prints (`trusted_signers`).
            Exit codes: 0 signed; 2 an option or a file is at fault.
            """)
        {
            path, key, certificate, output,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(path)!, parsed.GetValue(key)!, parsed.GetValue(certificate), parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string path, string keyFile, string? certificate, string? output, CancellationToken cancellationToken)
    {
        if (!Path.Exists(path))
        {
            throw new UserErrorException($"no such file or folder: {path}");
        }
        var signature = output ?? (Directory.Exists(path) ? Path.Combine(path, "model.sig") : path + ".sig");
        using var key = PrivateKeys.ReadEcdsa("--key", keyFile);
        RequireOutside(path, keyFile);
        try
        {
            var certificates = new X509Certificate2Collection();
            if (certificate is not null)
            {
                certificates.ImportFromPem(File.ReadAllText(certificate));
            }
            var (bundle, manifest) = await ModelSigner.SignAsync(path, signature, key, [.. certificates], cancellationToken);
            await File.WriteAllTextAsync(signature, bundle.ToJsonString() + "\n", cancellationToken);
            var signer = certificates.Count > 0
                ? certificates[0].GetNameInfo(X509NameType.SimpleName, forIssuer: false)
                : Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
            Console.Out.WriteLine($"{signature}: {manifest.Files.Count} {(manifest.Files.Count == 1 ? "file" : "files")} signed");
            Console.Out.WriteLine($"digest {manifest.Digest}");
            Console.Out.WriteLine($"signer {signer}");
            return ExitCode.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
        {
            throw new UserErrorException(fault.Message);
        }
    }

    /// <summary>A private key that is among the signed files would be given away with the model.</summary>
    private static void RequireOutside(string path, string keyFile)
    {
        if (Directory.Exists(path) && !Path.GetRelativePath(Path.GetFullPath(path), Path.GetFullPath(keyFile)).StartsWith("..", StringComparison.Ordinal))
        {
            throw new UserErrorException($"--key: {keyFile} stands in the model's folder and would be given away with it; keep it elsewhere");
        }
    }
}
