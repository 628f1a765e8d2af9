namespace Bylaw.Rego.Builtins;

/// <summary>Carries a refusal from the depths of a built-in to its door, where it becomes a <see cref="BuiltinError"/>.</summary>
/// <remarks>INVARIANT: never leaves the built-in that threw it.</remarks>
/// <param name="message">The message without the function's name.</param>
/// <param name="code">OPA's error code.</param>
internal sealed class RefusedOperandException(string message, string code = BuiltinError.BuiltinCode) : Exception(message)
{
    /// <summary>Gets OPA's error code.</summary>
    internal string Code { get; } = code;
}
