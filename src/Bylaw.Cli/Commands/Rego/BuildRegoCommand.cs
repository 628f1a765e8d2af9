using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Bylaw.Rego;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Tooling.Optimizing;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego build</c>: packs files, folders and bundles as one bundle, after checking that they compile; optimised if asked.</summary>
internal static class BuildRegoCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Files, folders and bundles (tar.gz) to pack. Files named *_test.rego are left out.", Arity = ArgumentArity.ZeroOrMore };
        var bundle = new Option<bool>("--bundle", "-b") { Description = "Read paths as bundles. Folders always are, so this changes nothing.", Arity = ArgumentArity.Zero };
        var optimize = new Option<int>("--optimize", "-O")
        {
            Description = "0 packs the modules as they are; 1 and 2 pack what is left of the entry points once all data is known.",
        };
        var entrypoints = new Option<string[]>("--entrypoint", "-e")
        {
            Description = "A decision that the bundle is asked for, as authz/allow; may be given again. Default with --optimize: rules whose metadata says `entrypoint: true`.",
        };
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", DefaultValueFactory = _ => "bundle.tar.gz" };
        var revision = new Option<string?>("--revision", "-r") { Description = "The revision to state in the manifest." };
        var policies = new PolicyOptions();
        var command = new Command("build", """
            Pack policies and data as a bundle, signed if a key is given. The same files give the same bytes.

            Examples:
              bylaw rego build -b policy/ -o bundle.tar.gz --revision 2024-11-01
              bylaw rego build policy/ data.json --optimize 1 --entrypoint authz/allow
              bylaw rego build -b policy/ --signing-key private.pem --signing-alg ES256 --scope write

            An optimised bundle answers its entry points, as the modules do, and nothing else.

            Exit codes: 0 written; 2 a file or an entry point is at fault.
            """)
        {
            paths, bundle, output, revision, optimize, entrypoints, policies.V0, policies.V1, policies.Capabilities, policies.Keys.SigningKey, policies.Keys.ClaimsFile,
        };
        policies.Keys.AddVerification(command);
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(paths) is not { Length: > 0 } places)
            {
                throw new UserErrorException("nothing to pack: name files, folders or bundles, for example `bylaw rego build policy/`");
            }
            var level = parse.GetValue(optimize);
            if (level is < 0 or > 2)
            {
                throw new UserErrorException($"--optimize {level}: one of 0, 1, 2");
            }
            var parser = policies.Parser(parse);
            var read = BundleInputs.Read(places, policies.Keys.Verification(parse), cancellation);
            var sources = PolicySources.Of(read, parser, cancellation);
            var compiled = PolicyOptions.Compile(sources, policies.Compiler(parse), cancellation);
            using var packed = new MemoryStream();
            try
            {
                string[] asked = parse.GetValue(entrypoints) is { Length: > 0 } named ? named : Annotated(sources, level);
                if (level > 0)
                {
                    read = BundleOptimizer.Optimize(read, compiled, asked, cancellationToken: cancellation);
                }
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

    /// <summary>Lists the rules whose metadata calls them entry points, when an optimised bundle is asked for and nothing else says which.</summary>
    private static string[] Annotated(PolicySources sources, int level)
    {
        if (level == 0)
        {
            return [];
        }
        string[] found =
        [
            .. AnnotationSet.Read(sources.Modules).All.Where(a => a.IsEntrypoint && a.Path.Length > 1).Select(a => string.Join("/", a.Path)).Distinct(StringComparer.Ordinal),
        ];
        return found.Length > 0
            ? found
            : throw new UserErrorException("--optimize needs an entry point: --entrypoint authz/allow, or a rule with the metadata `entrypoint: true`");
    }

    private static void WriteWhole(string file, MemoryStream contents)
    {
        try
        {
            WholeFile.Write(file, contents.WriteTo);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {file}: {error.Message}");
        }
    }
}
