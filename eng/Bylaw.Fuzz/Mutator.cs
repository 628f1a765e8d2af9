namespace Bylaw.Fuzz;

/// <summary>Makes new inputs from known ones: flips, cuts, repeats, splices, and words of the language. The seed repeats a run.</summary>
/// <param name="random">Where chance comes from.</param>
internal sealed class Mutator(Random random)
{
    private static readonly byte[][] _words =
    [
        .. new[]
        {
            "package ", "import ", "default ", " if ", " contains ", " else ", "not ", "some ", "every ", " in ", " with ", " as ", " and ", " or ",
            "import future.keywords\n", "import rego.v1\n", "# METADATA\n", "{", "}", "[", "]", "(", ")", "|", ":=", "=", "==", ",", ";", "\n", ".",
            "_", "\"", "`", "$\"{", "$`{", "\\u12", "\\", "0", "1e999", "-", "null", "set()", "input", "data", "\uFEFF", "\0", "\u2028",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>Makes one input.</summary>
    /// <param name="corpus">What is known; not empty.</param>
    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        var data = new List<byte>(Pick(corpus));
        for (var rounds = random.Next(1, 8); rounds > 0; rounds--)
        {
            Change(data, corpus);
        }
        if (data.Count > 20_000)
        {
            data.RemoveRange(20_000, data.Count - 20_000);
        }
        return [.. data];
    }

    private void Change(List<byte> data, IReadOnlyList<byte[]> corpus)
    {
        var at = random.Next(data.Count + 1);
        var length = Math.Min(data.Count - at, random.Next(1, 16));
        switch (random.Next(6))
        {
            case 0 when data.Count > 0:
                data[Math.Min(at, data.Count - 1)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                data.RemoveRange(at, length);
                break;
            case 2:
                data.InsertRange(at, data.GetRange(at, length));
                break;
            case 3:
                var other = Pick(corpus);
                var from = random.Next(other.Length + 1);
                data.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1, 200))).ToArray());
                break;
            case 4:
                var word = _words[random.Next(_words.Length)];
                for (var times = random.Next(10) == 0 ? random.Next(300) : 1; times > 0; times--)
                {
                    data.InsertRange(at, word);
                }
                break;
            default:
                data.InsertRange(at, _words[random.Next(_words.Length)]);
                break;
        }
    }

    private byte[] Pick(IReadOnlyList<byte[]> corpus) => corpus[random.Next(corpus.Count)];
}
