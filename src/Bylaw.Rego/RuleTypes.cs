using System.Collections.Immutable;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;

namespace Bylaw.Rego;

/// <summary>What the type checker found out about a document or function that rules define.</summary>
/// <param name="Path">Its path, <c>data.authz.allow</c>.</param>
/// <param name="Type">The type of the document, or of the function's result.</param>
/// <param name="Parameters">The types of the parameters; default (not merely empty) for a document.</param>
public sealed record RuleType(string Path, RegoType Type, ImmutableArray<RegoType> Parameters)
{
    /// <summary>Gets whether it is a function.</summary>
    public bool IsFunction => !Parameters.IsDefault;
}

/// <summary>What the type checker found out about a variable of a rule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where the module's text declares it, or uses it first where nothing declares it.</param>
/// <param name="Type">Its type.</param>
public sealed record VariableType(string Name, TextSpan Place, RegoType Type);
