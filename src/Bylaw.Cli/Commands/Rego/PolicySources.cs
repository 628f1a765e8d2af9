using System.Collections.Immutable;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>The parsed modules and the data of files, folders and bundles named on a command line.</summary>
/// <param name="Modules">The modules; each was parsed in the language version its bundle states.</param>
/// <param name="Data">The data, merged.</param>
/// <param name="Diagnostics">What the parser found.</param>
internal sealed record PolicySources(ImmutableArray<ModuleSyntax> Modules, RegoValue Data, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Reads and parses.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="bundles">Bundles: folders or <c>tar.gz</c> files.</param>
    /// <param name="withTests">Whether the <c>*_test.rego</c> files of bundles are read.</param>
    /// <param name="parser">How text is parsed where a bundle says nothing.</param>
    /// <param name="verification">The key that must have signed the bundles; null when none was given.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UserErrorException">Something cannot be read, or data conflicts.</exception>
    public static PolicySources Read(
        IEnumerable<string> paths,
        IEnumerable<string> bundles,
        bool withTests,
        ParserOptions parser,
        BundleVerification? verification,
        CancellationToken cancellation)
    {
        var files = PolicyFiles.Load(paths, ControlExamples.IsNone, cancellation);
        PolicyOptions.ThrowOnProblems(files.Problems);
        var data = files.Data;
        var parses = files.Modules.Select(m => RegoParser.ParseModule(m, parser, cancellation)).ToList();
        foreach (var path in bundles)
        {
            var bundle = ReadBundle(path, withTests, verification, cancellation);
            data = PolicyFiles.TryMerge(data, bundle.Data, out var merged)
                ? merged
                : throw new UserErrorException($"the data of {path} conflicts with other data on the command line");
            parses.AddRange(bundle.Modules.Select(m =>
                RegoParser.ParseModule(m.Source, parser with { Version = m.Version ?? parser.Version }, cancellation)));
        }
        return new PolicySources([.. parses.Select(p => p.Module)], data, [.. parses.SelectMany(p => p.Diagnostics)]);
    }

    /// <summary>Parses the modules of a bundle that was read.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="parser">How text is parsed where the bundle says nothing.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static PolicySources Of(Bundle bundle, ParserOptions parser, CancellationToken cancellation)
    {
        var parses = bundle.Modules.Select(m => RegoParser.ParseModule(m.Source, parser with { Version = m.Version ?? parser.Version }, cancellation)).ToList();
        return new PolicySources([.. parses.Select(p => p.Module)], bundle.Data, [.. parses.SelectMany(p => p.Diagnostics)]);
    }

    /// <summary>Reads one bundle; says so when it is signed and no key was given.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or is no valid bundle.</exception>
    public static Bundle ReadBundle(string path, bool withTests, BundleVerification? verification, CancellationToken cancellation)
    {
        try
        {
            var plain = path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path;
            var isFolder = Directory.Exists(plain);
            var bundle = Bundle.Read(
                plain,
                p => (withTests || !p.EndsWith("_test.rego", StringComparison.Ordinal)) && (!isFolder || ControlExamples.IsNone(Path.Join(plain, p))),
                verification: verification,
                cancellationToken: cancellation);
            if (bundle.Signature == SignatureState.NotVerified)
            {
                Console.Error.WriteLine($"warning: {path} is signed, but its signature was not verified; give --verification-key to verify it");
            }
            return bundle;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UserErrorException(error is FormatException ? error.Message : $"cannot read the bundle {path}: {error.Message}");
        }
    }
}
