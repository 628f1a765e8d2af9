using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>What git knows of a folder: the commit, who wrote which lines, and whose commits are signed.</summary>
/// <remarks>Read by library and never by running git, since a repository's own settings can name programs to run.</remarks>
internal sealed class GitFacts : IDisposable
{
    private readonly Repository _repository;
    private readonly string _prefix;
    private readonly CommitSigners _signers;
    private readonly Dictionary<string, string> _signatures = new(StringComparer.Ordinal);

    private GitFacts(Repository repository, string prefix, CommitSigners signers)
    {
        (_repository, _prefix, _signers) = (repository, prefix, signers);
    }

    /// <summary>Gets the commit that is checked out; null in a repository without commits.</summary>
    public string? Commit => _repository.Head.Tip?.Sha;

    /// <summary>Opens the repository that a folder is in; null when it is in none, or it cannot be read.</summary>
    public static GitFacts? TryOpen(string root, CommitSigners signers)
    {
        try
        {
            if (Repository.Discover(root) is not { } found)
            {
                return null;
            }
            var repository = new Repository(found);
            var prefix = repository.Info.WorkingDirectory is { } work ? Path.GetRelativePath(work, root).Replace('\\', '/') : ".";
            return new GitFacts(repository, prefix == "." ? "" : prefix + "/", signers);
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    /// <summary>Tells whether a file is part of the commit, so that whoever may commit may have written it.</summary>
    public bool IsTracked(string path) => _repository.Head.Tip?[_prefix + path] is not null || _repository.Index[_prefix + path] is not null;

    /// <summary>Counts the lines of a file by who last wrote them; null when the commit does not hold it.</summary>
    public JsonArray? LinesByAuthor(string path)
    {
        if (_repository.Head.Tip?[_prefix + path] is not { TargetType: TreeEntryTargetType.Blob })
        {
            return null;
        }
        var hunks = _repository.Blame(_prefix + path).GroupBy(h => h.FinalCommit.Author.Email, StringComparer.OrdinalIgnoreCase);
        return new JsonArray([.. hunks.OrderByDescending(g => g.Sum(h => h.LineCount)).Select(g => (JsonNode)new JsonObject
        {
            ["person"] = g.Key,
            ["lines"] = g.Sum(h => h.LineCount),
            ["last_commit"] = g.MaxBy(h => h.FinalCommit.Committer.When)!.FinalCommit.Sha,
            ["signed"] = g.Select(h => h.FinalCommit).DistinctBy(c => c.Sha).All(c => Signature(c) == "verified"),
        })]);
    }

    /// <summary>Returns everyone who changed a file or folder, by mail address.</summary>
    public IReadOnlyList<string> AuthorsOf(string path)
    {
        var full = (_prefix + path).TrimEnd('/');
        var authors = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var commit in _repository.Commits)
        {
            if (commit.Tree[full]?.Target.Id is var now && commit.Parents.FirstOrDefault()?.Tree[full]?.Target.Id is var before && now != before && now is not null)
            {
                authors.Add(commit.Author.Email);
            }
        }
        return [.. authors];
    }

    /// <summary>Says how the checked-out commit is signed: <c>verified</c>, <c>unverified</c> or <c>none</c>.</summary>
    public string HeadSignature() => _repository.Head.Tip is { } tip ? Signature(tip) : "none";

    /// <summary>A commit is verified when the key that signed it belongs to its committer. X.509 signatures are seen and not verified.</summary>
    private string Signature(Commit commit)
    {
        if (_signatures.TryGetValue(commit.Sha, out var known))
        {
            return known;
        }
        var standing = "none";
        try
        {
            // A commit without a signature has none to extract, which the library tells by an exception.
            var info = LibGit2Sharp.Commit.ExtractSignature(_repository, commit.Id, "gpgsig");
            standing = _signers.Verifies(info.Signature, info.SignedData, commit.Committer.Email) ? "verified" : "unverified";
        }
        catch (LibGit2SharpException)
        {
            standing = "none";
        }
        return _signatures[commit.Sha] = standing;
    }

    /// <inheritdoc/>
    public void Dispose() => _repository.Dispose();
}
