namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>A rule that a query must meet. The walker tells it of each part, children before parents.</summary>
internal abstract class QueryRule
{
    /// <summary>Gets or sets what the rule may look at; set before the walk.</summary>
    internal QueryWalker Walker { get; set; } = null!;

    internal virtual void OnOperation(OperationDefinition operation)
    {
    }

    internal virtual void OnField(Field field)
    {
    }

    internal virtual void OnFragment(FragmentDefinition fragment)
    {
    }

    internal virtual void OnInlineFragment(InlineFragment fragment)
    {
    }

    internal virtual void OnFragmentSpread(FragmentSpread spread)
    {
    }

    internal virtual void OnDirective(Directive directive)
    {
    }

    internal virtual void OnDirectives(IReadOnlyList<Directive> directives)
    {
    }

    internal virtual void OnValue(GraphQlValue value)
    {
    }

    internal virtual void OnVariable(VariableDefinition variable)
    {
    }

    private protected void Report(string message, Position? at) => Walker.Faults.Add(new GraphQlFault(message, at));
}
