using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Bylaw.Collectors.Approvals;

namespace Bylaw.Cli.Commands;

/// <summary><c>bylaw approve</c>: signs one person's agreement to one action on one digest.</summary>
internal static class ApproveCommand
{
    public static Command Build()
    {
        var subject = new Option<string>("--subject") { Description = "What is approved, as NAME=SHA256.", Required = true };
        var action = new Option<string>("--action") { Description = "deploy, classify, accept_risk, waive or publish.", Required = true };
        action.AcceptOnlyFromAmong("deploy", "classify", "accept_risk", "waive", "publish");
        var person = new Option<string>("--person") { Description = "Who approves, as the manifest names them.", Required = true };
        var role = new Option<string>("--role") { Description = "The role in which they approve.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var key = new Option<string>("--key") { Description = "A PEM file with the approver's ECDSA private key.", Required = true };
        var expires = new Option<string?>("--expires") { Description = "The day on which the approval ends, YYYY-MM-DD." };
        var gate = new Option<string?>("--gate-digest") { Description = "The digest of the gate's result that was seen." };
        var gateFile = new Option<string?>("--gate") { Description = "The gate's result that was seen, as `bylaw check --output json=FILE` wrote it: its digest and counts become part of the approval." };
        var emergency = new Option<bool>("--emergency") { Description = "The approval is given in an emergency; the ordinary review follows." };
        var opened = new Option<string?>("--opened") { Description = "The day on which the approval was asked for, YYYY-MM-DD." };
        var author = new Option<string?>("--author") { Description = "Who made what is approved." };
        var requested = new Option<string?>("--requested-by") { Description = "Who asked for the approval." };
        var output = new Option<string?>("--out", "-o") { Description = "The file to write; standard output unless told." };
        var command = new Command("approve", """
            Sign an approval statement (DSSE, in-toto): subject digest, action, role and reason.

            Examples:
              bylaw check --stage predeploy --output json=gate.json
              bylaw approve --subject loan-score=SHA256 --action deploy --person a.kim --role model-owner \
                --reason "evaluation 12 reviewed" --key a.kim.pem --gate gate.json --expires 2027-03-01 --out approvals/deploy-kim.json

            An approval is given on a result (control APR-004): what has no `--gate`, or one with failures that stop, does not let a deployment through.
            Exit codes: 0 signed; 2 an option or a file is at fault.
            """)
        {
            subject, action, person, role, reason, key, expires, gateFile, gate, emergency, opened, author, requested, output,
        };
        command.SetAction(parsed =>
        {
            var seen = ReadGate(parsed.GetValue(gateFile));
            if (seen is not null && parsed.GetValue(gate) is { } told && told != seen.Digest)
            {
                throw new UserErrorException($"--gate-digest {told} is not the digest of --gate, {seen.Digest}");
            }
            var (name, digest) = ReadSubject(parsed.GetValue(subject)!);
            var statement = new ApprovalStatement(
                name, digest, parsed.GetValue(action)!, parsed.GetValue(person)!, parsed.GetValue(role)!, parsed.GetValue(reason)!, TimeProvider.System.GetUtcNow())
            {
                ExpiresAt = ReadDay("--expires", parsed.GetValue(expires)),
                OpenedAt = ReadDay("--opened", parsed.GetValue(opened)),
                IsEmergency = parsed.GetValue(emergency),
                GateDigest = seen?.Digest ?? parsed.GetValue(gate),
                GateSummary = seen?.ToSummary(),
                Author = parsed.GetValue(author),
                RequestedBy = parsed.GetValue(requested),
            };
            using var signer = PrivateKeys.ReadEcdsa("--key", parsed.GetValue(key)!);
            Write(statement.Sign(signer).ToJson().ToJsonString(new JsonSerializerOptions { WriteIndented = true }), parsed.GetValue(output));
            return ExitCode.Success;
        });
        return command;
    }

    private static (string Name, string Digest) ReadSubject(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigit)
            ? (parts[0], parts[1].ToLowerInvariant())
            : throw new UserErrorException("--subject must be NAME=SHA256, with 64 hexadecimal digits");
    }

    private static DateTimeOffset? ReadDay(string option, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : throw new UserErrorException($"{option}: `{text}` is no day in the form YYYY-MM-DD");

    private static GateResult? ReadGate(string? file)
    {
        if (file is null)
        {
            return null;
        }
        try
        {
            var seen = GateResult.Read(File.ReadAllBytes(file));
            if (seen.Fail > 0)
            {
                Console.Error.WriteLine($"note: {file} holds {seen.Fail} {(seen.Fail == 1 ? "failure that stops" : "failures that stop")}; control APR-004 lets no deployment through that was approved on it");
            }
            return seen;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException($"--gate {file}: {fault.Message}");
        }
    }

    private static void Write(string text, string? output)
    {
        try
        {
            if (output is null)
            {
                Console.Out.WriteLine(text);
            }
            else
            {
                File.WriteAllText(output, text + "\n");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {output}: {fault.Message}");
        }
    }
}
