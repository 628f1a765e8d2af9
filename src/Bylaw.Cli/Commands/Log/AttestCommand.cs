using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using Bylaw.Collectors.Models.Signing;
using Bylaw.Evidence.Json;
using Bylaw.Ledger.Attesting;
using Bylaw.Ledger.Hosting;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw attest</c>: signs a gate's result, puts it on record, and writes the bundle that travels with the subject.</summary>
internal static class AttestCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var subjects = new Argument<string[]>("subject") { Description = "Files, folders, or name=sha256:DIGEST. Default with --decision: all its subjects that have a digest", Arity = ArgumentArity.ZeroOrMore };
        var result = new Option<string>("--result") { Description = "The gate's verdict", DefaultValueFactory = _ => "passed" };
        result.AcceptOnlyFromAmong("passed", "failed");
        var type = new Option<string>("--type") { Description = "vsa (a gate's verdict) or svr (properties that hold)", DefaultValueFactory = _ => "vsa" };
        type.AcceptOnlyFromAmong("vsa", "svr");
        var policyUri = new Option<string>("--policy") { Description = "Names the policy", DefaultValueFactory = _ => "urn:bylaw:policy" };
        var policyDigest = new Option<string?>("--policy-digest") { Description = "SHA-256 of the policy bundle; a vsa needs it" };
        var level = new Option<string[]>("--level") { Description = "A level, control or property that holds; repeat it" };
        var evidence = new Option<string[]>("--evidence") { Description = "SHA-256 of evidence that was judged; repeat it" };
        var decision = new Option<long?>("--decision") { Description = "Attest this decision of `bylaw check`: verdict, policy, evidence and the controls that passed are taken from it" };
        var output = new Option<string>("--out", "-o") { Description = "The bundle's file", Required = true };
        var command = new Command(
            "attest",
            "Attest a gate's result for a model or other subject. Examples: bylaw attest model.onnx --decision 12 -o model.sigstore.json; bylaw attest model.onnx --policy-digest sha256:... --level FAIR-1 -o model.sigstore.json")
        {
            subjects, log, keys, result, type, policyUri, policyDigest, level, evidence, decision, output,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var given = parsed.GetValue(subjects)!.Select(SubjectText.Candidates).ToList();
            var named = given.ConvertAll(c => c[0]);
            var levels = (parsed.GetValue(level) ?? []).ToImmutableArray();
            var verifier = $"https://{home.Settings.Origin}";
            if (parsed.GetValue(decision) is { } index)
            {
                return await WriteAsync(home, DecisionStatement.Of(home, index, given, parsed.GetValue(type)!, verifier), parsed.GetValue(output)!, token);
            }
            if (named.Count == 0)
            {
                throw new UserErrorException("name what is attested: a file, a folder, name=sha256:DIGEST, or --decision INDEX");
            }
            var now = TimeProvider.System.GetUtcNow();
            byte[] statement;
            if (parsed.GetValue(type) == "svr")
            {
                if (parsed.GetValue(result) == "failed")
                {
                    throw new UserErrorException("a simple verification result lists what holds; attest a failure with --type vsa");
                }
                statement = AttestationStatement.OfResult(named, verifier, levels, now);
            }
            else
            {
                var digest = parsed.GetValue(policyDigest) ?? throw new UserErrorException("a vsa needs --policy-digest");
                statement = AttestationStatement.OfSummary(
                    named, parsed.GetValue(result) == "passed", parsed.GetValue(policyUri)!, SubjectText.Digest(digest), verifier,
                    $"urn:sha256:{named[0].Sha256}", levels, [.. (parsed.GetValue(evidence) ?? []).Select(SubjectText.Digest)], now);
            }
            return await WriteAsync(home, statement, parsed.GetValue(output)!, token);
        }));
        return command;
    }

    private static async Task<int> WriteAsync(LedgerHome home, byte[] statement, string file, CancellationToken token)
    {
        await using var session = home.OpenSession("bylaw-attest", TimeProvider.System, WitnessClients.Of(home));
        var (bundle, index) = await Attestor.AttestAsync(home, session, statement, token);
        File.WriteAllText(file, RecordText.Indented(bundle) + "\n");
        Console.Out.WriteLine($"{file} written; on record as {index}");
        return ExitCode.Success;
    }
}

/// <summary>Reads subjects and digests as people write them.</summary>
internal static class SubjectText
{
    /// <summary>
    /// Reads a subject. A file or folder has more than one digest that people mean: its bytes', and the one by which the model collector
    /// names a model, that of its files as OpenSSF model signing lists them. The first is the plain one.
    /// </summary>
    public static List<AttestationSubject> Candidates(string text)
    {
        var split = text.LastIndexOf("=sha256:", StringComparison.Ordinal);
        if (split > 0)
        {
            return [new AttestationSubject(text[..split], Digest(text[(split + 1)..]))];
        }
        if (text.StartsWith("sha256:", StringComparison.Ordinal))
        {
            return [new AttestationSubject(text, Digest(text))];
        }
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(text));
        if (Directory.Exists(text))
        {
            return [new AttestationSubject(name, Sha256Digest.OfFolderAsync(text).GetAwaiter().GetResult()), new AttestationSubject(name, ModelDigest(text))];
        }
        return File.Exists(text)
            ? [new AttestationSubject(name, HashOf(text)), new AttestationSubject(name, ModelDigest(text))]
            : throw new UserErrorException($"there is no file or folder `{text}`; a digest is written name=sha256:DIGEST");
    }

    private static string ModelDigest(string path) =>
        ModelManifest.ReadAsync(path, ModelSignatureVerifier.FindSignature(path)).GetAwaiter().GetResult().Digest;

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static string Digest(string text)
    {
        var hex = text.StartsWith("sha256:", StringComparison.Ordinal) ? text[7..] : text;
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
            ? hex.ToLowerInvariant()
            : throw new UserErrorException($"`{text}` is no SHA-256 digest");
    }
}
