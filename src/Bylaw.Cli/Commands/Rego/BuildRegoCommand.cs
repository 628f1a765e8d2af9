using System.CommandLine;
using Bylaw.Rego.Bundles;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego build</c>: packs a folder as a bundle, after checking that it compiles.</summary>
internal static class BuildRegoCommand
{
    public static Command Build()
    {
        var bundle = new Option<string>("--bundle", "-b") { Description = "The bundle: a folder or a tar.gz file. Files named *_test.rego are left out.", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", DefaultValueFactory = _ => "bundle.tar.gz" };
        var revision = new Option<string?>("--revision", "-r") { Description = "The revision to state in the manifest." };
        var policies = new PolicyOptions();
        var command = new Command("build", """
            Pack policies and data as a bundle, signed if a key is given. The same files give the same bytes.

            Examples:
              bylaw rego build -b policy/ -o bundle.tar.gz --revision 2024-11-01
              bylaw rego build -b policy/ --signing-key private.pem --signing-alg ES256 --scope write

            Exit codes: 0 written; 2 a file is at fault.
            """)
        {
            bundle, output, revision, policies.V0, policies.V1, policies.Capabilities, policies.Keys.SigningKey, policies.Keys.ClaimsFile,
        };
        policies.Keys.AddVerification(command);
        command.SetAction((parse, cancellation) =>
        {
            var path = parse.GetValue(bundle)!;
            var parser = policies.Parser(parse);
            var verification = policies.Keys.Verification(parse);
            PolicyOptions.Compile(PolicySources.Read([], [path], withTests: false, parser, verification, cancellation), policies.Compiler(parse), cancellation);
            using var packed = new MemoryStream();
            try
            {
                var read = PolicySources.ReadBundle(path, withTests: false, verification, cancellation);
                BundleWriter.Write(read, parse.GetValue(revision), parser.Version, packed, policies.Keys.Signing(parse));
            }
            catch (FormatException error)
            {
                throw new UserErrorException(error.Message);
            }
            WriteWhole(parse.GetValue(output)!, packed);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <summary>Writes beside the file and then moves: a crash leaves the old bundle or the new one.</summary>
    private static void WriteWhole(string file, MemoryStream contents)
    {
        var fresh = file + ".bylaw-new";
        try
        {
            File.WriteAllBytes(fresh, contents.ToArray());
            File.Move(fresh, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {file}: {error.Message}");
        }
    }
}
