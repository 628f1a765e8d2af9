using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bylaw.Cli.Commands.Check;
using Bylaw.Manifest;
using Bylaw.Waivers;

namespace Bylaw.Cli.Commands;

/// <summary><c>bylaw waive</c>: writes a waiver that the rules on waivers accept, or says why there can be none.</summary>
internal static class WaiveCommand
{
    public static Command Build()
    {
        var control = new Argument<string>("control") { Description = "The control, for example PRV-001." };
        var subject = new Argument<string>("subject") { Description = "The subject that fails it, as the report names it." };
        var folder = new Option<string>("--path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var reason = new Option<string>("--reason") { Description = "Why the failure is accepted for now.", Required = true };
        var requester = new Option<string>("--requested-by") { Description = "Who asks.", Required = true };
        var approver = new Option<string>("--approver") { Description = "Who agrees; another person.", Required = true };
        var owner = new Option<string?>("--owner") { Description = "Who carries the risk meanwhile. Default: the one who asks." };
        var compensation = new Option<string>("--compensating-control") { Description = "What is done instead meanwhile.", Required = true };
        var ticket = new Option<string?>("--ticket") { Description = "Where it was agreed." };
        var expires = new Option<string?>("--expires") { Description = $"The last day on which it counts, YYYY-MM-DD; at most {Waiver.MaxDays} days ahead. Default: 30 days." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the waiver and write nothing." };
        var command = new Command("waive", """
            Accept the failure of one control on one subject for a while: append a waiver to waivers.yaml.

            Example:
              bylaw waive PRV-001 applicants --reason "masking lands in sprint 12" --requested-by a.kim --approver r.lee \
                --compensating-control "access limited to two people" --ticket RISK-12 --expires 2026-12-31

            A control that is never waivable, a waiver approved by the one who asks, and one longer than 90 days are refused.
            Exit codes: 0 written; 2 refused, with the reason.
            """)
        {
            control, subject, folder, reason, requester, approver, owner, compensation, ticket, expires, dryRun,
        };
        command.SetAction((parse, cancellation) =>
        {
            var run = CheckRun.Load(parse.GetValue(folder)!, [], cancellation);
            if (run.Manifest.Faults.FirstOrDefault(f => f.StartsWith(Waiver.FileName + ":", StringComparison.Ordinal)) is { } fault)
            {
                throw new UserErrorException($"mend what is wrong in it first: {fault}");
            }
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var until = parse.GetValue(expires) is { } day ? Day(day) : today.AddDays(30);
            Refuse(run, parse.GetValue(control)!, parse.GetValue(subject)!, parse.GetValue(requester)!, parse.GetValue(approver)!, today, until);
            var entry = Entry(
            [
                ("control", parse.GetValue(control)), ("subject", parse.GetValue(subject)), ("owner", parse.GetValue(owner) ?? parse.GetValue(requester)),
                ("requested_by", parse.GetValue(requester)), ("approver", parse.GetValue(approver)), ("reason", parse.GetValue(reason)),
                ("ticket", parse.GetValue(ticket)), ("compensating_control", parse.GetValue(compensation)),
                ("granted", Text(today)), ("expires", Text(until)),
            ]);
            if (parse.GetValue(dryRun))
            {
                Console.Out.Write(entry);
                return Task.FromResult(ExitCode.Success);
            }
            var file = Path.Combine(run.Root, Waiver.FileName);
            Append(file, entry);
            Console.Out.WriteLine($"{Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}: {parse.GetValue(control)} on {parse.GetValue(subject)} is waived until {Text(until)}; commit it for review");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Refuse(CheckRun run, string control, string subject, string requester, string approver, DateOnly today, DateOnly until)
    {
        if (!run.Library.Controls.TryGetValue(control, out var known))
        {
            var near = GovernanceManifest.Nearest(control, run.Library.Controls.Keys);
            throw new UserErrorException($"there is no control `{control}`" + (near is null ? "" : $"; did you mean `{near}`?"));
        }
        if (!known.IsWaivable)
        {
            throw new UserErrorException($"{control} is never waivable: {known.Title}. Mend it: {known.Fix}");
        }
        var subjects = run.Manifest.Subjects.Where(s => s.Kind == known.SubjectKind).Select(s => s.Id).ToList();
        if (!subjects.Exists(s => subject == s || subject.StartsWith(s + "/", StringComparison.Ordinal)))
        {
            throw new UserErrorException($"the manifest declares no {known.SubjectKind} `{subject}`" + (subjects.Count > 0 ? $"; it declares {string.Join(", ", subjects)}" : ""));
        }
        if (requester == approver)
        {
            throw new UserErrorException("the one who asks cannot approve: name another person with --approver");
        }
        if (until < today || until.DayNumber - today.DayNumber > Waiver.MaxDays)
        {
            throw new UserErrorException($"--expires {Text(until)}: a waiver ends between today and {Text(today.AddDays(Waiver.MaxDays))}");
        }
        if (run.Waivers.FirstOrDefault(w => w.Control == control && w.Subject == subject && w.ExpiresOn >= today) is { } there)
        {
            throw new UserErrorException($"{there.Place.File}:{there.Place.Line}: there is a waiver for it already, until {Text(there.ExpiresOn)}");
        }
    }

    private static string Entry(IEnumerable<(string Key, string? Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in fields)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(text.Length == 0 ? "  - " : "    ").Append(key).Append(": ").Append(Scalar(value)).Append('\n');
            }
        }
        return text.ToString();
    }

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON string is a YAML scalar that cannot be misread.</summary>
    private static string Scalar(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/') && !char.IsAsciiDigit(value[0]) && value[0] is not ('-' or '.')
            ? value
            : JsonSerializer.Serialize(value, _plain);

    private static void Append(string file, string entry)
    {
        var before = File.Exists(file) ? File.ReadAllText(file).TrimEnd() : "";
        if (before.EndsWith("waivers: []", StringComparison.Ordinal))
        {
            before = before[..^" []".Length];
        }
        var text = (before.Length == 0 ? "waivers:" : before) + "\n" + entry;
        var problems = new List<string>();
        Waiver.Read(Waiver.FileName, text, problems);
        if (problems.Count > 0)
        {
            throw new UserErrorException($"the waiver cannot be appended to {file} as it is laid out; add it by hand:\n{entry}\n{string.Join('\n', problems)}");
        }
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {file}: {error.Message}");
        }
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UserErrorException($"--expires: `{text}` is no day in the form YYYY-MM-DD");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
