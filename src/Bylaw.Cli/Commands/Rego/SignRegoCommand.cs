using System.CommandLine;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego sign</c>: writes the signature file of a bundle.</summary>
internal static class SignRegoCommand
{
    public static Command Build()
    {
        var bundle = new Argument<string?>("bundle") { Description = "The bundle: a folder or a tar.gz file.", Arity = ArgumentArity.ZeroOrOne };
        var named = new Option<string?>("--bundle", "-b") { Description = "The same as the argument." };
        var output = new Option<string>("--output-file-path", "-o") { Description = $"Folder to write {BundleSignatures.FileName} to.", DefaultValueFactory = _ => "." };
        var keys = new SignatureOptions();
        keys.SigningKey.Required = true;
        var command = new Command("sign", $"""
            Sign a bundle: list its files with their digests in {BundleSignatures.FileName}, signed as a JSON Web Token.

            Examples:
              bylaw rego sign --signing-key private.pem --signing-alg ES256 -o policy/ policy/
              bylaw rego sign --signing-key secret.txt --signing-alg HS256 --claims-file claims.json bundle.tar.gz
              bylaw rego eval -b policy/ --verification-key public.pem --signing-alg ES256 data.authz.allow

            Exit codes: 0 written; 2 the key or a file is at fault.
            """)
        {
            bundle, named, output, keys.SigningKey, keys.Algorithm, keys.Scope, keys.ClaimsFile,
        };
        command.SetAction((parse, cancellation) =>
        {
            var path = parse.GetValue(bundle) ?? parse.GetValue(named) ?? throw new UserErrorException("name the bundle to sign: a folder or a tar.gz file");
            try
            {
                var files = Bundle.ReadFiles(path, cancellationToken: cancellation);
                var signature = BundleSignatures.Sign(files, keys.Signing(parse)!);
                File.WriteAllText(Path.Join(parse.GetValue(output)!, BundleSignatures.FileName), signature.ToJson("  ") + "\n");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
            {
                throw new UserErrorException(error.Message);
            }
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
