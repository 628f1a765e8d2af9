using System.Collections.Immutable;

namespace Bylaw.Rego;

/// <summary>What a query rests on, through all rules that it reaches.</summary>
/// <param name="BaseDocuments">Paths in input and base data, root first (<c>["input", "user"]</c>); of a path and one below it only the upper one.</param>
/// <param name="VirtualDocuments">Paths of the documents and functions that rules define, root first (<c>["data", "authz", "allow"]</c>).</param>
public sealed record QueryDependencies(ImmutableArray<ImmutableArray<string>> BaseDocuments, ImmutableArray<ImmutableArray<string>> VirtualDocuments);
