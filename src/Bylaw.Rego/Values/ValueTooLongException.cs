namespace Bylaw.Rego.Values;

/// <summary>
/// A value is too long to be written as text. Values share their parts: <c>[x, x]</c> of <c>[y, y]</c> and so on is small in memory, and endless as
/// text.
/// </summary>
/// <param name="mostBytes">How many bytes, or characters of Rego text, could have been written.</param>
public sealed class ValueTooLongException(long mostBytes)
    : InvalidOperationException($"the value is longer than {mostBytes} bytes as text: ask for a part of it, or for a count")
{
    /// <summary>The longest text that is made in memory: what one string can hold, and more than anybody reads.</summary>
    internal const int MostText = 500_000_000;

    /// <summary>Gets how many bytes, or characters of Rego text, could have been written.</summary>
    public long MostBytes { get; } = mostBytes;
}
