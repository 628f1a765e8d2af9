using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Scanning;

/// <summary>Reads the number, or the word with digits in it, that begins at a digit, and settles what it may identify.</summary>
internal static class NumberVerifier
{
    private const int MinDigits = 8;
    private const int MaxPhrase = 44;
    private const int MaxLayout = MaxPhrase - 4;
    private const int CopyWidth = 16;
    private const int Bracket = 6; // the code of a closing bracket in a layout

    /// <summary>Gets how many characters the buffer for <see cref="Verify"/> needs.</summary>
    public const int BufferLength = MaxPhrase + CopyWidth;

    /// <summary>Adds findings for what stands at a run of digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the run begins.</param>
    /// <param name="window">What stands around that place.</param>
    /// <param name="buffer">Room for the digits of a phrase, <see cref="BufferLength"/> characters, made once a text.</param>
    /// <param name="found">Where findings go.</param>
    /// <returns>Where the next candidate may begin.</returns>
    public static int Verify(ReadOnlySpan<byte> text, int at, in NumberWindow window, Span<char> buffer, List<Finding> found)
    {
        if (text[at] is (byte)'1' or (byte)'2' && IsDate(text, at))
        {
            // The hour behind it stands in a word of five signs, which is nothing.
            return at + 13 < text.Length && text[at + 10] == 'T' && text[at + 13] == ':' && (window.Digit >> 11 & 3) == 3 ? at + 13 : at + 10;
        }

        // The word that holds the digits, letters included.
        var lead = Math.Min(window.Lead, MaxPhrase);
        if (lead > 0 || HasLetterInWord(text, at, window))
        {
            return lead + window.Word is var length && length < MinDigits && length != 6 && lead != 2
                ? at + window.Word // too short for all but an account number in groups, and one with a hyphen
                : WordVerifier.Verify(text, at - lead, at, window, found);
        }

        var layout = new Layout();
        var (end, count) = ReadPhrase(text, at, window.Digit, buffer, ref layout);
        if (end < text.Length && (IsAlphanumeric(text[end]) || text[end] >= 0x80))
        {
            var dashed = WordVerifier.VerifyDashed(text, at, found);
            return dashed > 0 ? dashed : end; // the phrase runs into a word
        }
        if (count < MinDigits)
        {
            // Four short groups may be an address.
            if (count >= 4 && layout.Dots == 3)
            {
                AddressVerifier.Verify(text, at, end, found);
            }
            return end;
        }
        var before = at > 0 ? text[at - 1] : (byte)' ';
        if (before is (byte)'.' or (byte)'_' or (byte)'$' or (byte)'#' || (before == '-' && at > 1 && IsAlphanumeric(text[at - 2])) || (end < text.Length && text[end] is (byte)'%' or (byte)'_'))
        {
            return end;
        }
        if (layout.Dots == 3 && count <= 12)
        {
            AddressVerifier.Verify(text, at, end, found);
        }
        NumberTypes.Judge(text, at, end, buffer[..count], layout, found);
        return end;
    }

    /// <summary>Reads a phrase of digits with single signs between; returns where it ends and how many digits it has.</summary>
    private static (int End, int Count) ReadPhrase(ReadOnlySpan<byte> text, int at, ulong digit, Span<char> digits, ref Layout layout)
    {
        var (count, index) = (0, 0);
        while (true)
        {
            var group = Math.Min(BitOperations.TrailingZeroCount(~(digit >> index)), MaxPhrase - index);
            Copy(text, at + index, group, digits[count..]);
            count += group;
            index += group;
            var sign = at + index;
            if (index >= MaxPhrase || sign + 1 >= text.Length)
            {
                layout.Add(group);
                return (sign, count);
            }
            var (code, isDigit) = (Layout.Code(text[sign]), (digit >> index & 2) != 0);
            if (code == Bracket)
            {
                if (group == 3 && count == 3 && at > 0 && text[at - 1] == '(' && sign + 2 < text.Length && (isDigit || (text[sign + 1] == ' ' && (digit >> index & 4) != 0)))
                {
                    // An area code in brackets: one sign or two, read as one.
                    layout.Add(group, code);
                    index += isDigit ? 1 : 2;
                    continue;
                }
                isDigit = false;
            }
            if (!isDigit || code == 0 || layout.Length > MaxLayout)
            {
                layout.Add(group);
                return (sign, count);
            }
            layout.Add(group, code);
            index++;
            if (index >= MaxPhrase)
            {
                layout.Add(0);
                return (sign, count);
            }
        }
    }

    /// <summary>Copies a group of digits as characters, sixteen at once where the text is long enough; what lies beyond the group is overwritten by the next.</summary>
    private static void Copy(ReadOnlySpan<byte> text, int at, int length, Span<char> digits)
    {
        if (length <= CopyWidth && at + CopyWidth <= text.Length && digits.Length >= CopyWidth)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at));
            ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(digits));
            low.StoreUnsafe(ref target);
            high.StoreUnsafe(ref target, 8);
            return;
        }
        for (var i = 0; i < length; i++)
        {
            digits[i] = (char)text[at + i];
        }
    }

    private static bool HasLetterInWord(ReadOnlySpan<byte> text, int at, in NumberWindow window)
    {
        var run = window.Digits;
        if (run < 64)
        {
            return (window.Alphanumeric >> run & 1) != 0;
        }
        at += run;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }
        return at < text.Length && (text[at] | 0x20) is >= (byte)'a' and <= (byte)'z';
    }

    internal static bool IsAlphanumeric(byte b) => b is >= (byte)'0' and <= (byte)'9' || (b | 0x20) is >= (byte)'a' and <= (byte)'z';

    /// <summary>A date as ISO 8601 has it, alone or before a time: what most phrases of eight digits are.</summary>
    private static bool IsDate(ReadOnlySpan<byte> text, int at)
    {
        if (at + 10 > text.Length || text[at + 4] != '-' || text[at + 7] != '-' || !(text[at] == '2' && text[at + 1] == '0') && !(text[at] == '1' && text[at + 1] == '9'))
        {
            return false;
        }
        var month = ((text[at + 5] - '0') * 10) + text[at + 6] - '0';
        var day = ((text[at + 8] - '0') * 10) + text[at + 9] - '0';
        var ends = at + 10 == text.Length || text[at + 10] is not ((byte)'-' or (byte)'.' or (byte)'/' or (byte)'+' or >= (byte)'0' and <= (byte)'9');
        return ends && month is >= 1 and <= 12 && day is >= 1 and <= 31 && (text[at + 2] | text[at + 3]) is >= (byte)'0' and <= (byte)'?' && (at == 0 || !IsAlphanumeric(text[at - 1]));
    }
}
