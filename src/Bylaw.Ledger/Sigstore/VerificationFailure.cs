namespace Bylaw.Ledger.Sigstore;

/// <summary>Ends a verification at the first check that does not hold. Caught at the room's door; never leaves it.</summary>
/// <param name="message">What does not hold.</param>
internal sealed class VerificationFailure(string message) : Exception(message)
{
    /// <summary>Ends the verification unless a condition holds.</summary>
    public static void Unless([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new VerificationFailure(message);
        }
    }
}
