using System.Collections.Concurrent;
using System.Globalization;
using Bylaw.Rego.LanguageServer.Protocol;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Remembers the tokens that a client was last given of each document, and says what has changed since.</summary>
internal sealed class TokenDeltas
{
    private readonly ConcurrentDictionary<string, (string Name, int[] Data)> _given = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Names the tokens of a document, so that the client can ask for what changes.</summary>
    public SemanticTokensAnswer Keep(string path, SemanticTokensAnswer answer)
    {
        var name = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        _given[path] = (name, answer.Data);
        return answer with { ResultId = name };
    }

    /// <summary>Says what has changed since the client was given tokens of a name; all tokens when that is not known any more.</summary>
    public TokensDeltaAnswer Since(string path, string before, SemanticTokensAnswer now)
    {
        var known = _given.TryGetValue(path, out var given) && given.Name == before ? given.Data : null;
        var name = Keep(path, now).ResultId!;
        if (known is null)
        {
            return new TokensDeltaAnswer(name) { Data = now.Data };
        }
        var start = known.AsSpan().CommonPrefixLength(now.Data);
        var end = 0;
        while (end < Math.Min(known.Length, now.Data.Length) - start && known[^(end + 1)] == now.Data[^(end + 1)])
        {
            end++;
        }
        var (removed, added) = (known.Length - start - end, now.Data[start..^end]);
        return new TokensDeltaAnswer(name) { Edits = removed == 0 && added.Length == 0 ? [] : [new TokensEdit(start, removed, added)] };
    }

    /// <summary>Forgets a document that was closed.</summary>
    public void Forget(string path) => _given.TryRemove(path, out _);
}
