namespace Bylaw.Evidence.Json;

/// <summary>Tells that a JSON value has no canonical form.</summary>
/// <param name="message">What stands in the way.</param>
public sealed class CanonicalJsonException(string message) : Exception(message);
