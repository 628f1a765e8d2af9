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
            Pack policies and data as a bundle. The same files give the same bytes.

            Example:
              bylaw rego build -b policy/ -o bundle.tar.gz --revision 2024-11-01

            Exit codes: 0 written; 2 a file is at fault.
            """)
        {
            bundle, output, revision, policies.V0, policies.V1,
        };
        command.SetAction((parse, cancellation) =>
        {
            var path = parse.GetValue(bundle)!;
            var parser = policies.Parser(parse);
            PolicyOptions.Compile(PolicySources.Read([], [path], withTests: false, parser, cancellation), parser, cancellation);
            using var packed = new MemoryStream();
            BundleWriter.Write(PolicySources.ReadBundle(path, withTests: false, cancellation), parse.GetValue(revision), parser.Version, packed);
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
