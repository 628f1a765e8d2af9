using System.CommandLine;
using Bylaw.Manifest;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Init;

/// <summary><c>bylaw init</c>: looks at a repository and writes its first manifest.</summary>
internal static class InitCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "The repository.", DefaultValueFactory = _ => "." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Ask nothing; everything that nobody said is marked `# proposed`." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the manifest and write nothing." };
        var force = new Option<bool>("--force") { Description = "Write over a governance.yaml that is there." };
        var command = new Command("init", """
            Look at a repository and write its first governance.yaml: data, models, agents, infrastructure as found, the rest proposed.

            Values that nobody confirmed bear the comment `# proposed`; the predeploy stage refuses them until a person takes the comment away.
            The risk class is proposed from domain, effect and jurisdiction, never from code. Without any sign of AI nothing is written.

            Examples:
              bylaw init
              bylaw init --dry-run
              bylaw init ../loan-score --yes

            Exit codes: 0 written, or there is nothing to govern; 2 it cannot be written.
            """)
        {
            path, yes, dryRun, force,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var root = Path.GetFullPath(parse.GetValue(path)!);
            if (!Directory.Exists(root))
            {
                throw new UserErrorException($"there is no folder {root}");
            }
            var file = Path.Combine(root, GovernanceManifest.FileName);
            if (File.Exists(file) && !parse.GetValue(force) && !parse.GetValue(dryRun))
            {
                throw new UserErrorException($"{file} is there already; --force writes over it, --dry-run shows what would be written");
            }
            var found = await RepositoryScan.LookAsync(root, cancellation);
            if (!found.HasAi && !parse.GetValue(force))
            {
                Console.Out.WriteLine("no sign of AI here: no model file, no AI package, no prompt, no agent; nothing to govern, nothing written (--force writes a manifest all the same)");
                return ExitCode.Success;
            }
            var answers = InitAnswers.Propose(ManifestDraft.Slug(new DirectoryInfo(root).Name), found);
            var isAsked = !parse.GetValue(yes) && !Console.IsInputRedirected && !Console.IsOutputRedirected;
            if (isAsked)
            {
                answers = InitAnswers.Ask(AnsiConsole.Console, answers);
            }
            var text = ManifestDraft.Write(answers, found);
            if (parse.GetValue(dryRun))
            {
                Console.Out.Write(text);
                return ExitCode.Success;
            }
            Save(file, text);
            Console.Out.WriteLine($"wrote {Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}: {Count(found)}");
            Console.Out.WriteLine("next: read it, take `# proposed` away where you agree, then run `bylaw check`");
            return ExitCode.Success;
        });
        return command;
    }

    private static string Count(RepositoryScan found) => string.Join(", ", new[]
    {
        $"{found.Data.Length} data files", $"{found.ModelFiles.Count()} model files", $"{found.Services.Count()} hosted services", $"{found.Agents.Length} agents",
        $"{found.Signals.Length} signs of AI in all",
    });

    private static void Save(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {file}: {error.Message}");
        }
    }
}
