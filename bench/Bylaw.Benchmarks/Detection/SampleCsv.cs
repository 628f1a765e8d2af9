using System.Text;

namespace Bylaw.Benchmarks.Detection;

/// <summary>Makes CSV text with personal data in each row (dense) or in one row of a hundred (sparse); the same bytes each time.</summary>
internal static class SampleCsv
{
    public const string Header = "id,created_at,name,email,ssn,card,phone,amount,city,note\n";

    private static readonly string[] _names = ["Anna Berg", "John Smith", "Maria Rossi", "Luis Garcia", "Emma Novak", "Paul Weber", "Ines Costa", "Omar Haddad"];
    private static readonly string[] _cities = ["Berlin", "Boston", "Torino", "Madrid", "Praha", "Lyon", "Porto", "Oslo"];
    private static readonly string[] _notes = ["called about the invoice", "renewal due next month", "prefers contact by post", "no open questions", "asked for a discount of 5 percent", "moved in 2021"];

    /// <summary>Makes at least a number of bytes.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="dense">Whether each row holds personal data.</param>
    /// <returns>The text and how many rows in it hold personal data.</returns>
    public static (byte[] Text, int PersonalRows) Make(int bytes, bool dense)
    {
        var random = new Random(dense ? 11 : 7);
        var text = new MemoryStream(bytes + 1024);
        text.Write(Encoding.ASCII.GetBytes(Header));
        var (row, personal) = (0, 0);
        var line = new StringBuilder(256);
        while (text.Length < bytes)
        {
            row++;
            line.Clear();
            var holds = dense || row % 100 == 0;
            personal += holds ? 1 : 0;
            line.Append(100_000 + row).Append(",2024-0").Append(1 + random.Next(9)).Append('-').Append(10 + random.Next(18)).Append("T12:").Append(10 + random.Next(49)).Append(":30,")
                .Append(_names[random.Next(8)]).Append(',');
            if (holds)
            {
                line.Append("user").Append(random.Next(1_000_000)).Append("@mail").Append(random.Next(90)).Append(".example.org,").Append(Social(random)).Append(',').Append(Card(random)).Append(",+1 415 555 ").Append(1000 + random.Next(8999)).Append(',');
            }
            else
            {
                line.Append("-,-,-,-,");
            }
            line.Append(random.Next(9000)).Append('.').Append(10 + random.Next(89)).Append(',').Append(_cities[random.Next(8)]).Append(',').Append(_notes[random.Next(6)]).Append('\n');
            text.Write(Encoding.ASCII.GetBytes(line.ToString()));
        }
        return (text.ToArray(), personal);
    }

    private static string Social(Random random) => $"{100 + random.Next(560):000}-{1 + random.Next(98):00}-{1 + random.Next(9998):0000}";

    private static string Card(Random random)
    {
        Span<char> digits = stackalloc char[16];
        digits[0] = '4';
        for (var i = 1; i < 15; i++)
        {
            digits[i] = (char)('0' + random.Next(10));
        }
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var d = digits[i] - '0';
            sum += i % 2 == 0 ? (d * 2 > 9 ? (d * 2) - 9 : d * 2) : d;
        }
        digits[15] = (char)('0' + ((10 - (sum % 10)) % 10));
        return new string(digits);
    }
}
