using System.IO.Compression;
using System.Text;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;
using Bylaw.Rego.Tooling.Linting;
using Bylaw.Rego.Values;

namespace Bylaw.Fuzz;

/// <summary>What is fuzzed: each target takes bytes and must neither throw (but what it promises) nor hang, and must keep its laws.</summary>
internal static class FuzzTargets
{
    /// <summary>Gets the targets by name. The name is also the folder of the corpus.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["rego"] = Rego,
        ["json"] = Json,
        ["bundle"] = ReadBundle,
        ["yaml"] = Yaml,
    };

    // Everything the text side does with a module: parse as v0 and v1, lint, format, and format again.
    private static void Rego(byte[] data)
    {
        var text = Encoding.UTF8.GetString(data);
        foreach (var version in (RegoVersion[])[RegoVersion.V0, RegoVersion.V1])
        {
            var options = new ParserOptions { Version = version, MaxDepth = 200 };
            var source = new SourceText("fuzz.rego", text);
            var parse = RegoParser.ParseModule(source, options);
            foreach (var diagnostic in parse.Diagnostics)
            {
                if (diagnostic.Span.Start < 0 || diagnostic.Span.End > text.Length)
                {
                    throw new InvalidOperationException($"a diagnostic lies outside the text: {diagnostic.Span}");
                }
            }
            RegoParser.ParseQuery(source, options);
            if (!parse.Succeeded)
            {
                continue;
            }
            // What parses is compiled, and what compiles is asked for: faults are diagnostics, never exceptions.
            var compilation = RegoCompiler.Compile([parse.Module], new CompilerOptions { Parser = options, IsStrict = version == RegoVersion.V1 });
            _ = compilation.Policies?.Prepare("data");
            var (mended, _) = RegoLinter.Fix(source, RegoLinter.Lint(parse.Module));
            _ = mended.Length;
            var once = RegoFormatter.Format(source, new FormatOptions { Parser = options });
            if (!once.Succeeded)
            {
                continue;
            }
            var twice = RegoFormatter.Format(new SourceText("fuzz.rego", once.Text), new FormatOptions { Parser = options });
            if (!twice.Succeeded)
            {
                throw new InvalidOperationException($"what was formatted does not parse: {twice.Diagnostics[0]}");
            }
            if (twice.Text != once.Text)
            {
                throw new InvalidOperationException($"formatting twice changes the text: {UnifiedDiff.Write("once", once.Text, twice.Text)}");
            }
        }
    }

    // The bytes are the archive inside the compression: a change of compressed bytes would rarely get past its checksum.
    private static void ReadBundle(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(data);
        }
        try
        {
            packed.Position = 0;
            var limits = BundleLimits.Default with { MaxTotalBytes = 1 << 20, MaxFileBytes = 1 << 18, MaxEntries = 200 };
            var bundle = Bundle.ReadArchive("fuzz", packed, limits: limits, verification: data.Length % 2 == 0 ? null : new BundleVerification("k") { Algorithm = "HS256" });
            if (bundle.Files.Any(f => f.Path.Split('/').Contains("..")))
            {
                throw new InvalidOperationException("a file climbs out of the bundle");
            }
        }
        catch (FormatException)
        {
        }
    }

    private static void Json(byte[] data)
    {
        try
        {
            var value = RegoValue.FromJson(data);
            if (!RegoValue.FromJson(value.ToJson()).Equals(value))
            {
                throw new InvalidOperationException("a value changes when it is written and read again");
            }
        }
        catch (FormatException)
        {
        }
        catch (System.Text.Json.JsonException)
        {
        }
    }

    private static void Yaml(byte[] data)
    {
        try
        {
            YamlValues.ReadAll(Encoding.UTF8.GetString(data));
        }
        catch (FormatException)
        {
        }
    }
}
