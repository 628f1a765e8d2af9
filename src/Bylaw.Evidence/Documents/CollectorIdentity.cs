namespace Bylaw.Evidence.Documents;

/// <summary>Names the tool that made a document.</summary>
/// <param name="Name">A lasting slug: <c>dataset-profile</c>.</param>
/// <param name="Version">The version of its logic; it changes whenever its answers may.</param>
public sealed record CollectorIdentity(string Name, string Version);
