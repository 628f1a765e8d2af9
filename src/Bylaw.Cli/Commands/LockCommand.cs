using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Check;
using Bylaw.Cli.Commands.Collect;
using Bylaw.Collectors.Code.Agents;
using Bylaw.Collectors.Code.Prompts;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;

namespace Bylaw.Cli.Commands;

/// <summary><c>bylaw lock</c>: writes the digests of prompts, tools and agent configurations as they are now, for people to review.</summary>
internal static class LockCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when a lock is not what it would be." };
        var command = new Command("lock", """
            Write prompts/prompts-lock.json and each agent's mcp-lock.json: digests of prompts, tool definitions and configuration.
            Commit them through review: from then on a changed prompt or tool is no longer the approved one.

            Examples:
              bylaw lock
              bylaw lock --check

            Exit codes: 0 written, or the same; 1 by --check; 2 something cannot be read.
            """)
        {
            path, check,
        };
        command.SetAction(parse => Run(Path.GetFullPath(parse.GetValue(path)!), parse.GetValue(check)));
        return command;
    }

    private static int Run(string root, bool isCheck)
    {
        var subjects = CheckRun.LoadManifest(root).Subjects;
        var files = new SourceFolder(root);
        var differs = false;
        foreach (var (file, content) in Locks(subjects, files))
        {
            var text = content.ToJsonString(EvidenceFiles.Readable) + "\n";
            var full = files.Resolve(file);
            var isSame = File.Exists(full) && JsonNode.DeepEquals(TryParse(File.ReadAllText(full)), content);
            Console.Out.WriteLine($"{file}: {(isSame ? "the same" : isCheck ? "not what it would be" : "written")}");
            differs |= !isSame;
            if (!isSame && !isCheck)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }
        }
        return isCheck && differs ? ExitCode.Violation : ExitCode.Success;
    }

    private static IEnumerable<(string File, JsonObject Content)> Locks(ImmutableArray<ManifestSubject> subjects, SourceFolder files)
    {
        var pipeline = subjects.FirstOrDefault(s => s.Kind == "pipeline")?.Options ?? [];
        var prompts = PromptCollector.Digests(Context(files, "lock", pipeline));
        if (prompts.Count > 0)
        {
            yield return ((pipeline["prompt_lock"] as JsonValue)?.ToString() ?? "prompts/prompts-lock.json", PromptLock.Write(prompts));
        }
        foreach (var agent in subjects.Where(s => s.Kind == "agent"))
        {
            var (file, content) = AgentCollector.WriteLock(Context(files, agent.Id, agent.Options), out var gaps);
            // A broken lock is what is to be replaced; anything else that cannot be read must not be locked as absent.
            if (gaps.FirstOrDefault(g => g.Source != file) is { } gap)
            {
                throw new UserErrorException($"agent {agent.Id}: {gap.Message}");
            }
            yield return (file, content);
        }
    }

    private static CollectorContext Context(SourceFolder files, string subject, JsonObject options) => new()
    {
        Collector = new CollectorIdentity("lock", "1"), Subject = new Subject(subject), Files = files, Clock = TimeProvider.System, Options = options,
    };

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
