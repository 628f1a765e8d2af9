using Bylaw.Evidence.Documents;
using LibGit2Sharp;

namespace Bylaw.Collectors.Code.Secrets;

/// <summary>Reads what every commit added, each content once.</summary>
internal static class GitHistory
{
    /// <summary>Hands every text that was ever added below a folder to <paramref name="see"/>: path, commit, text.</summary>
    /// <returns>Why not all of it was seen, or null.</returns>
    public static (GapReason Reason, string Message)? ReadAdded(string root, int maxCommits, Action<string, string, string> see, CancellationToken cancellationToken)
    {
        if (Repository.Discover(root) is not { } found)
        {
            return (GapReason.NotFound, "the history was asked for, and the folder is in no git repository");
        }
        try
        {
            using var repository = new Repository(found);
            if (repository.Info.IsShallow)
            {
                return (GapReason.Limit, "the clone is shallow, so the history is not all here: fetch it with full depth");
            }
            var prefix = repository.Info.WorkingDirectory is { } work ? Path.GetRelativePath(work, root).Replace('\\', '/') : ".";
            var seen = new HashSet<ObjectId>();
            var count = 0;
            foreach (var commit in repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = repository.Refs, SortBy = CommitSortStrategies.Topological }))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++count > maxCommits)
                {
                    return (GapReason.Limit, $"only {maxCommits} commits of the history were looked at");
                }
                var changes = repository.Diff.Compare<TreeChanges>(commit.Parents.FirstOrDefault()?.Tree, commit.Tree);
                foreach (var change in changes.Where(c => c.Status is ChangeKind.Added or ChangeKind.Modified or ChangeKind.Renamed or ChangeKind.Copied or ChangeKind.TypeChanged))
                {
                    if (Below(change.Path, prefix) is { } path && seen.Add(change.Oid) && repository.Lookup<Blob>(change.Oid) is { IsBinary: false } blob && blob.Size <= CodeFiles.MaxTextBytes)
                    {
                        see(path, commit.Sha, blob.GetContentText());
                    }
                }
            }
            return null;
        }
        catch (LibGit2SharpException fault)
        {
            return (GapReason.Malformed, $"the history cannot be read: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string? Below(string path, string prefix) =>
        prefix == "." ? path : path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[(prefix.Length + 1)..] : null;
}
