using System.CommandLine;
using Bylaw.Ledger.Attesting;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw verify-attestation</c>: the one command before a deployment; without a passing attestation it says no.</summary>
internal static class VerifyAttestationCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var subject = new Argument<string>("subject") { Description = "The file or folder to deploy, or sha256:DIGEST" };
        var bundle = new Argument<string>("bundle") { Description = "The attestation that travels with it" };
        var trusted = new Option<string[]>("--key") { Description = "The verifier key of the ledger; repeat it. Default: those of --log" };
        var policyDigest = new Option<string?>("--policy-digest") { Description = "The policy that must have been applied" };
        var level = new Option<string[]>("--level") { Description = "A level, control or property that must be attested; repeat it" };
        var command = new Command(
            "verify-attestation",
            "Refuse a model without a passing attestation for its digest. Exit code 0: it may be deployed; 1: not. Example: bylaw verify-attestation model.onnx model.sigstore.json --key 'example.com/governance+...'")
        {
            subject, bundle, log, keys, trusted, policyDigest, level,
        };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var settings = parsed.GetValue(trusted) is { Length: > 0 } texts ? FromKeys(texts) : LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!).Settings;
            var file = parsed.GetValue(bundle)!;
            if (!File.Exists(file))
            {
                Console.Out.WriteLine($"refused: there is no attestation {file}");
                return ExitCode.Violation;
            }
            var bytes = File.ReadAllBytes(file);
            var problem = "";
            foreach (var candidate in SubjectText.Candidates(parsed.GetValue(subject)!))
            {
                var requirement = new AttestationRequirement
                {
                    SubjectSha256 = candidate.Sha256,
                    PolicySha256 = parsed.GetValue(policyDigest) is { } digest ? SubjectText.Digest(digest) : null,
                    Levels = parsed.GetValue(level) ?? [],
                };
                if (AttestationVerifier.TryVerify(bytes, settings, requirement, out var fault))
                {
                    Console.Out.WriteLine($"passed: attested in the ledger {settings.Origin}");
                    return ExitCode.Success;
                }
                problem = fault;
            }
            Console.Out.WriteLine($"refused: {problem}");
            return ExitCode.Violation;
        }));
        return command;
    }

    private static LedgerSettings FromKeys(string[] texts)
    {
        var verifiers = texts.Select(t => NoteVerifier.TryParse(t, out var v, out var problem) ? v : throw new UserErrorException($"--key: {problem}")).ToList();
        return new LedgerSettings { Origin = verifiers[0].Name, Keys = [.. texts] };
    }
}
