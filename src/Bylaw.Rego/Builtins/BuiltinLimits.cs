namespace Bylaw.Rego.Builtins;

/// <summary>Bounds on what one call may make, so that a short expression cannot fill the memory.</summary>
internal static class BuiltinLimits
{
    /// <summary>The most items of an array that a call makes out of numbers alone.</summary>
    public const int MaxItems = 10_000_000;

    /// <summary>The longest string that a call makes, in UTF-16 code units.</summary>
    public const int MaxText = 256 * 1024 * 1024;
}
