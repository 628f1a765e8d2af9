using System.Globalization;
using Bylaw.Ledger.Notes;

namespace Bylaw.Verify;

/// <summary>Tells that the program was asked wrongly.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The words of the command line: keys, witnesses, quorum, and what is to be verified.</summary>
internal sealed class Arguments
{
    private readonly List<NoteVerifier> _keys = [];
    private readonly List<NoteVerifier> _witnesses = [];
    private int _quorum;

    /// <summary>Files and folders, in order.</summary>
    public List<string> Paths { get; } = [];

    public static Arguments Read(string[] words, int paths)
    {
        var read = new Arguments();
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--key":
                    read._keys.Add(Key(Next(words, ref i)));
                    break;
                case "--witness":
                    read._witnesses.Add(Key(Next(words, ref i)));
                    break;
                case "--quorum":
                    if (!int.TryParse(Next(words, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out read._quorum))
                    {
                        throw new UsageException("--quorum takes a number");
                    }
                    break;
                default:
                    read.Paths.Add(words[i]);
                    break;
            }
        }
        return read.Paths.Count == paths ? read : throw new UsageException($"{paths} paths are needed, {read.Paths.Count} were given");
    }

    /// <summary>What makes a checkpoint believed; a key is always needed, since a log that vouches for itself proves nothing.</summary>
    public CheckpointPolicy Policy() => _keys.Count == 0
        ? throw new UsageException("give the log's verifier key with --key, from a place that you trust")
        : new CheckpointPolicy { LogKeys = [.. _keys], Witnesses = [.. _witnesses], Quorum = _quorum };

    public IReadOnlyList<NoteVerifier> Keys => _keys;

    public static int Usage()
    {
        Console.Error.WriteLine("""
            usage: bylaw-verify log         --key KEY... [--witness KEY... --quorum N] FOLDER
                   bylaw-verify proof       --key KEY... [--witness KEY... --quorum N] FILE.tlog-proof ENTRY
                   bylaw-verify consistency --key KEY... FOLDER OLD-CHECKPOINT
                   bylaw-verify dsse        --key KEY... ENVELOPE.json
                   bylaw-verify disclosure  ENTRY DISCLOSURE.json
            """);
        return 2;
    }

    public static int Say(bool good, string line)
    {
        Console.Out.WriteLine(good ? $"OK {line}" : $"FAIL {line}");
        return good ? 0 : 1;
    }

    private static string Next(string[] words, ref int i) =>
        ++i < words.Length ? words[i] : throw new UsageException($"{words[i - 1]} takes a value");

    private static NoteVerifier Key(string text) =>
        NoteVerifier.TryParse(text, out var verifier, out var problem) ? verifier : throw new UsageException(problem);
}
