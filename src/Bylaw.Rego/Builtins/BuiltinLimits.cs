namespace Bylaw.Rego.Builtins;

/// <summary>Bounds on what one call may make, so that a short expression cannot fill the memory.</summary>
internal static class BuiltinLimits
{
    /// <summary>The most items of an array that a call makes out of numbers alone.</summary>
    public const int MaxItems = 10_000_000;

    /// <summary>The bytes of a value.</summary>
    public const int ValueBytes = 16;

    /// <summary>The bytes of a member of a set or a key of an object, with what finds it.</summary>
    public const int KeyBytes = 32;

    /// <summary>The bytes of a string besides its characters.</summary>
    public const int TextBytes = 32;

    /// <summary>The longest string that a call makes, in UTF-16 code units.</summary>
    public const int MaxText = 256 * 1024 * 1024;
}
