using System.Buffers;

namespace Bylaw.Rego.Syntax;

/// <summary>Lends arrays of tokens. Short ones are simply made: a pool costs more to set up than the first texts of a short process save.</summary>
internal static class TokenArrays
{
    private const int MaxMade = 512;

    /// <summary>Returns an array of at least so many tokens.</summary>
    public static Token[] Rent(int count) => count <= MaxMade ? new Token[count] : ArrayPool<Token>.Shared.Rent(count);

    /// <summary>Gives an array back.</summary>
    public static void Return(Token[] tokens)
    {
        if (tokens.Length > MaxMade)
        {
            ArrayPool<Token>.Shared.Return(tokens);
        }
    }
}
