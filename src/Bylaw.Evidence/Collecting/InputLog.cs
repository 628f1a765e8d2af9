using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Bylaw.Evidence.Collecting;

/// <summary>Notes what one collector learns from the files in one run. Safe to use from many threads.</summary>
public sealed class InputLog
{
    private readonly ConcurrentDictionary<FileInput, string> _inputs = new();
    private volatile bool _isUnreadable;

    /// <summary>Gets what was learnt, with the digest that it had when it was first asked for, sorted; null when something could not be digested.</summary>
    public ImmutableArray<KeyValuePair<FileInput, string>>? Inputs =>
        _isUnreadable ? null : [.. _inputs.Where(i => !IsWithinTree(i.Key)).OrderBy(i => i.Key.Kind).ThenBy(i => i.Key.Path, StringComparer.Ordinal).ThenBy(i => i.Key.Pattern, StringComparer.Ordinal)];

    /// <summary>Tells whether a whole folder that was read says the same already.</summary>
    private bool IsWithinTree(FileInput input)
    {
        if (input.Kind == FileInputKind.Presence || input.Path.Length == 0)
        {
            return false;
        }
        for (var folder = Path.GetDirectoryName(input.Path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (_inputs.ContainsKey(new FileInput(FileInputKind.Tree, folder)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Notes one thing, before it is learnt.</summary>
    internal void Add(FileInput input, InputDigests digests)
    {
        if (_inputs.ContainsKey(input))
        {
            return;
        }
        try
        {
            _inputs.TryAdd(input, digests.Of(input));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _isUnreadable = true; // what cannot be digested cannot be compared, so the answer is not kept
        }
    }
}
