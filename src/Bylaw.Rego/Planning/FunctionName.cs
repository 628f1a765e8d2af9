namespace Bylaw.Rego.Planning;

/// <summary>
/// Names a function that rules define. A plan holds the name and not the function, so that a rule need not be lowered again when the function that it
/// calls has another body; <see cref="RuleTreeNode.FunctionOf"/> finds what it stands for in one plan.
/// </summary>
/// <param name="path">The path below <c>data</c>.</param>
/// <param name="arity">The number of parameters.</param>
internal sealed class FunctionName(string[] path, int arity)
{
    public string[] Path { get; } = path;

    public int Arity { get; } = arity;

    public string Name => "data." + string.Join('.', Path);
}
