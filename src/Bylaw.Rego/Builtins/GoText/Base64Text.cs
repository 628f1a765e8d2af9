namespace Bylaw.Rego.Builtins.GoText;

/// <summary>Decodes Base64 as Go does: line breaks are passed over, nothing else; unused bits of the last digit are not looked at.</summary>
internal static class Base64Text
{
    /// <summary>Decodes padded Base64.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isUrl">Whether <c>-</c> and <c>_</c> stand for the last two digits.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="fault">What is wrong, in Go's words.</param>
    /// <returns>False when the text is not Base64.</returns>
    public static bool TryDecode(string text, bool isUrl, out byte[] bytes, out string fault)
    {
        var output = new byte[(text.Length / 4 * 3) + 3];
        var length = 0;
        var group = 0;
        var digits = 0;
        bytes = [];
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\r' or '\n')
            {
                continue;
            }
            if (c == '=')
            {
                return FinishPadded(text, i, digits, group, output, length, out bytes, out fault);
            }
            var digit = Digit(c, isUrl);
            if (digit < 0)
            {
                fault = Fault(i);
                return false;
            }
            group = (group << 6) | digit;
            if (++digits == 4)
            {
                output[length++] = (byte)(group >> 16);
                output[length++] = (byte)(group >> 8);
                output[length++] = (byte)group;
                group = digits = 0;
            }
        }
        fault = Fault(text.Length - digits);
        if (digits != 0)
        {
            return false;
        }
        bytes = output[..length];
        return true;
    }

    /// <summary>Turns plain Base64 into the digits for URLs.</summary>
    public static string ToUrl(string base64) => base64.Replace('+', '-').Replace('/', '_');

    private static bool FinishPadded(string text, int index, int digits, int group, byte[] output, int length, out byte[] bytes, out string fault)
    {
        bytes = [];
        fault = Fault(index);
        if (digits < 2)
        {
            return false;
        }
        var rest = text.AsSpan(index + 1).ToString().Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (rest != (digits == 2 ? "=" : ""))
        {
            fault = Fault(Math.Min(text.Length, index + 1));
            return false;
        }
        group <<= 6 * (4 - digits);
        output[length++] = (byte)(group >> 16);
        if (digits == 3)
        {
            output[length++] = (byte)(group >> 8);
        }
        bytes = output[..length];
        return true;
    }

    private static int Digit(char c, bool isUrl) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' when !isUrl => 62,
        '/' when !isUrl => 63,
        '-' when isUrl => 62,
        '_' when isUrl => 63,
        _ => -1,
    };

    private static string Fault(int index) => $"illegal base64 data at input byte {index}";
}
