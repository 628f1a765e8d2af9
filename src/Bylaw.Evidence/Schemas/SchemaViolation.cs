namespace Bylaw.Evidence.Schemas;

/// <summary>Tells where a JSON value breaks a schema.</summary>
/// <param name="Pointer">JSON pointer of the value; empty for the root.</param>
/// <param name="Message">What is wrong, without the value itself.</param>
public sealed record SchemaViolation(string Pointer, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}: {Message}";
}
