using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bylaw.Manifest;
using Bylaw.Packs;
using LibGit2Sharp;

namespace Bylaw.History;

/// <summary>Reads from git who changed packs and parameters, and why. What is in no commit is said to be in none.</summary>
public sealed class GitTrail : IPolicyTrail, IDisposable
{
    private const int MaxCommits = 10_000;
    private const int MaxSteps = 200;
    private readonly Repository? _repository;
    private readonly string _root;
    private readonly string _manifest;
    private readonly string _version;
    private readonly Regex _ticket;

    /// <summary>Opens the repository that a folder belongs to, where there is one that may be read.</summary>
    /// <param name="folder">The checked folder.</param>
    /// <param name="version">The program's version: the author of packs that came with it.</param>
    /// <param name="ticketPattern">A regular expression for tickets in commit messages.</param>
    /// <exception cref="ArgumentException">The expression is malformed.</exception>
    public GitTrail(string folder, string version, string ticketPattern)
    {
        _version = version;
        _manifest = Path.Combine(Path.GetFullPath(folder), GovernanceManifest.FileName);
        _ticket = new Regex(ticketPattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        try
        {
            _repository = Repository.Discover(folder) is { } found ? new Repository(found) : null;
        }
        catch (LibGit2SharpException)
        {
            _repository = null; // of another owner, or damaged: then there is no history to take from it
        }
        _root = _repository?.Info.WorkingDirectory is { } root ? Path.GetFullPath(root) : "";
    }

    /// <inheritdoc/>
    public IReadOnlyList<PolicyStep> StepsOf(PolicyItem item, string? since, bool isFirst)
    {
        var steps = new List<PolicyStep>();
        try
        {
            if (InRepository(item.Path) is { } path)
            {
                steps.AddRange(Commits(path, isFirst ? null : since, isFirst || since is null ? 1 : MaxSteps).Select(c => Step(c, item, path)).OfType<PolicyStep>());
            }
        }
        catch (LibGit2SharpException)
        {
            steps.Clear();
        }
        if (steps.Count == 0 || !LeadsTo(steps[^1], item))
        {
            steps.Add(new PolicyStep(OutsideCommits(item.Path)));
        }
        steps[^1] = steps[^1] with { Files = default, Value = null };
        return steps;
    }

    /// <inheritdoc/>
    public PolicyAuthorship RemoverOf(string id)
    {
        try
        {
            if (InRepository(_manifest) is { } path
                && _repository!.RetrieveStatus(path) == FileStatus.Unaltered
                && Commits(path, null, 1).FirstOrDefault() is { } commit)
            {
                return Authorship(commit);
            }
        }
        catch (LibGit2SharpException)
        {
            return OutsideCommits(_manifest);
        }
        return OutsideCommits(_manifest);
    }

    /// <inheritdoc/>
    public void Dispose() => _repository?.Dispose();

    /// <summary>The path as git has it; null when it lies outside the working tree, or is not tracked.</summary>
    private string? InRepository(string path)
    {
        var full = Path.GetFullPath(path);
        if (_root.Length == 0 || !full.StartsWith(_root, StringComparison.Ordinal))
        {
            return null;
        }
        var name = full[_root.Length..].Replace('\\', '/').TrimEnd('/');
        return _repository!.Head.Tip?[name] is null ? null : name;
    }

    /// <summary>Commits that changed a path, oldest first: the newest ones back to a known commit, and at most so many.</summary>
    private List<Commit> Commits(string path, string? since, int most)
    {
        var found = new List<Commit>();
        var known = since is not null && _repository!.Lookup<Commit>(since) is not null;
        var filter = new CommitFilter { SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time, IncludeReachableFrom = _repository!.Head.Tip };
        if (known)
        {
            filter.ExcludeReachableFrom = since;
        }
        foreach (var commit in _repository.Commits.QueryBy(filter).Take(MaxCommits))
        {
            var here = commit[path]?.Target.Id;
            // A merge changed it only when no parent has it like that.
            if (here is not null && commit.Parents.All(p => p[path]?.Target.Id != here))
            {
                found.Add(commit);
                if (found.Count == (since is null || known ? most : 1))
                {
                    break;
                }
            }
        }
        found.Reverse();
        return found;
    }

    private PolicyStep? Step(Commit commit, PolicyItem item, string path)
    {
        if (item.Parameter is null)
        {
            var files = ImmutableArray.CreateBuilder<PolicyFile>();
            if (commit[path]?.Target is Tree tree)
            {
                Collect(tree, item.Folder!, files);
            }
            return new PolicyStep(Authorship(commit), files.ToImmutable());
        }
        var text = (commit[path]?.Target as Blob)?.GetContentText() ?? "";
        var parameters = Path.GetFileName(path) == GovernanceManifest.FileName
            ? GovernanceManifest.Read(path, text, null, out _)?.Parameters
            : OrganisationFile.Read(path, text, [])?.Parameters;
        var value = parameters?[item.Policy]?[item.Parameter];
        return value is null ? null : new PolicyStep(Authorship(commit), default, PolicyItem.OfParameter(item.Policy, item.Parameter, value, path).Value);
    }

    private static void Collect(Tree tree, string folder, ImmutableArray<PolicyFile>.Builder files)
    {
        foreach (var entry in tree)
        {
            if (entry.Target is Tree below)
            {
                Collect(below, $"{folder}{entry.Name}/", files);
            }
            else if (entry.Target is Blob blob && PackLibrary.IsPolicy(entry.Name))
            {
                using var content = new MemoryStream();
                using var stream = blob.GetContentStream();
                stream.CopyTo(content);
                files.Add(new PolicyFile(folder + entry.Name, content.ToArray()));
            }
        }
    }

    private static bool LeadsTo(PolicyStep step, PolicyItem item) =>
        item.Parameter is null ? new PolicyBundle(step.Files).Digest == item.Digest : step.Value == item.Value;

    private PolicyAuthorship Authorship(Commit commit)
    {
        var message = commit.Message;
        var lines = message.Split('\n', StringSplitOptions.TrimEntries);
        var approvers = lines
            .Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(p => p is [var name, { Length: > 0 }] && name.ToLowerInvariant() is "approved-by" or "reviewed-by" or "acked-by")
            .Select(p => p[1])
            .Distinct();
        var ticket = _ticket.Match(message);
        var reason = commit.MessageShort.Length > 0 ? commit.MessageShort : "(no message)";
        return new PolicyAuthorship(
            $"{commit.Author.Name} <{commit.Author.Email}>",
            _repository!.Info.IsShallow && !commit.Parents.Any() ? $"{reason} (the clone is shallow: an earlier commit may have changed it)" : reason,
            ticket.Success ? ticket.Value : null,
            string.Join(", ", approvers) is { Length: > 0 } names ? names : null,
            commit.Sha);
    }

    private PolicyAuthorship OutsideCommits(string path)
    {
        if (_root.Length == 0 || !Path.GetFullPath(path).StartsWith(_root, StringComparison.Ordinal))
        {
            return new PolicyAuthorship($"bylaw {_version}", "not from this repository: came with the program");
        }
        var name = _repository!.Config.Get<string>("user.name")?.Value;
        var email = _repository.Config.Get<string>("user.email")?.Value;
        return new PolicyAuthorship(name is null ? "unknown" : $"{name} <{email}>", "in no commit yet: changed in the working tree");
    }
}
