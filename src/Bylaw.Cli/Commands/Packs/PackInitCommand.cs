using System.CommandLine;
using System.Text.RegularExpressions;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack init</c>: writes a pack with one control, its tests and examples, which pass at once.</summary>
internal static partial class PackInitCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("folder") { Description = "The pack's folder; its last part becomes the pack's name.", DefaultValueFactory = _ => Path.Combine(".bylaw", "packs", "our-rules") };
        var control = new Option<string>("--control") { Description = "The id of the first control: letters and digits, parted by -.", DefaultValueFactory = _ => "OUR-001" };
        var command = new Command("init", """
            Write a pack with one control, its tests and examples. They pass at once: change the rule, and bylaw pack test says what breaks.

            Examples:
              bylaw pack init
              bylaw pack init .bylaw/packs/bank-rules --control BNK-001

            Exit codes: 0 written; 2 the folder is not empty, or a name cannot be used.
            """) { folder, control };
        command.SetAction(parse =>
        {
            var target = Path.GetFullPath(parse.GetValue(folder)!);
            var id = parse.GetValue(control)!;
            var name = Path.GetFileName(target);
            if (!PackName().IsMatch(name))
            {
                throw new UserErrorException($"`{name}` cannot name a pack: lower-case letters, digits and -, for example our-rules");
            }
            if (!ControlId().IsMatch(id))
            {
                throw new UserErrorException($"`{id}` cannot name a control: upper-case letters and digits, parted by -, for example OUR-001");
            }
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            {
                throw new UserErrorException($"{target} is not empty");
            }
            if (PackFiles.Installed().Controls.ContainsKey(id))
            {
                throw new UserErrorException($"there is a control {id} already: take another id with --control");
            }
            Write(target, name, id);
            var shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), target);
            Console.WriteLine($$"""
                {{shown}}/pack.yaml                          which controls, since when, why
                {{shown}}/controls/{{id}}/control.rego       the rule, with METADATA above it
                {{shown}}/controls/{{id}}/control_test.rego  its tests
                {{shown}}/controls/{{id}}/examples/          one that passes, one that fails

                test it    bylaw pack test {{shown}}
                enable it  system: {packs: {enabled: [baseline, {{name}}]} } in governance.yaml
                """);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(string target, string name, string id)
    {
        var package = id.ToLowerInvariant().Replace('-', '_');
        var files = new Dictionary<string, string>
        {
            ["pack.yaml"] = $"""
                id: {name}
                title: "Our own rules"
                kind: policy
                jurisdiction: any
                status: "own"
                version: "0.1.0"
                effective_from: null
                as_of: {TimeProvider.System.GetUtcNow():yyyy-MM-dd}
                controls: [{id}]
                """,
            [$"controls/{id}/control.rego"] = $$$"""
                # METADATA
                # title: "Models in production are not older than our policy allows"
                # description: "A model in production was trained at most max_age_days ago, or says why it is kept."
                # custom:
                #   id: {{{id}}}
                #   subject: model
                #   severity: medium
                #   stages: [predeploy, deploy]
                #   enforcement: warn
                #   waivable: true
                #   on_missing: unknown
                #   decidability: declared
                #   applies_when: "model.status = production"
                #   reads: [model.training, model.status]
                #   fix: "Train the model again, or write x_kept_because beside it."
                #   params:
                #     - {name: max_age_days, default: 365, unit: "days", source: "our model policy, section 4", status: product, change: tighten_only}
                package bylaw.controls.{{{package}}}

                import data.bylaw.lib.limit
                import data.bylaw.lib.when

                applies if input.model.status == "production"

                required contains "model.training.ended_at"

                findings contains {
                	"message": sprintf("model %s was trained on %s, more than %d days ago%s", [input.subject.name, input.model.training.ended_at, input.params.max_age_days, limit.source("max_age_days")]),
                	"expected": sprintf("at most %d days", [input.params.max_age_days]),
                	"actual": input.model.training.ended_at,
                	"fields": ["model.training"],
                } if {
                	when.older_than(input.model.training.ended_at, input.params.max_age_days)
                	not _is_kept
                }

                _is_kept if input.model.x_kept_because != ""
                """,
            [$"controls/{id}/control_test.rego"] = $$$"""
                package bylaw.controls.{{{package}}}_test

                import data.bylaw.controls.{{{package}}}

                _good := {
                	"subject": {"kind": "model", "name": "score"},
                	"context": {"now": "2026-11-23T00:00:00Z"},
                	"params": {"max_age_days": 365},
                	"limits": {"max_age_days": "product: our model policy"},
                	"model": {"status": "production", "training": {"ended_at": "2025-11-23"}},
                }

                _old := object.union(_good, {"model": {"status": "production", "training": {"ended_at": "2025-11-22"} } })

                test_a_model_of_a_year_ago_passes if {
                	{{{package}}}.applies with input as _good
                	count({{{package}}}.findings) == 0 with input as _good
                }

                test_an_older_model_is_found if {
                	{{{package}}}.findings == {_finding} with input as _old
                }

                _finding := {
                	"message": "model score was trained on 2025-11-22, more than 365 days ago (product: our model policy)",
                	"expected": "at most 365 days",
                	"actual": "2025-11-22",
                	"fields": ["model.training"],
                }

                test_a_reason_answers if {
                	count({{{package}}}.findings) == 0 with input as object.union(_old, {"model": {"x_kept_because": "the auditor asked for it"}})
                }

                test_an_empty_reason_does_not if {
                	count({{{package}}}.findings) == 1 with input as object.union(_old, {"model": {"x_kept_because": ""}})
                }

                test_without_a_date_the_rule_applies_and_asks_for_it if {
                	{{{package}}}.applies with input as json.remove(_good, ["model/training"])
                	"model.training.ended_at" in {{{package}}}.required with input as json.remove(_good, ["model/training"])
                }

                test_a_candidate_is_not_concerned if {
                	not {{{package}}}.applies with input as object.union(_good, {"model": {"status": "candidate"}})
                }
                """,
            [$"controls/{id}/examples/pass-1.json"] = Example("2026-05-01"),
            [$"controls/{id}/examples/fail-1.json"] = Example("2024-05-01"),
        };
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(target, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text + "\n");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write the pack: {error.Message}");
        }
    }

    private static string Example(string trained) => $$$"""
        {
          "subject": {"kind": "model", "name": "score"},
          "context": {"now": "2026-11-23T00:00:00Z"},
          "model": {"status": "production", "training": {"ended_at": "{{{trained}}}"}}
        }
        """;

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PackName();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex ControlId();
}
