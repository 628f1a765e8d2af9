using Bylaw.Rego.Builtins;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>A variable of one rule or query, with its place in the frame.</summary>
/// <param name="name">The name as written; generated ones begin with <c>$</c>.</param>
/// <param name="index">The zero-based slot in the frame.</param>
/// <param name="span">Where it was first met.</param>
internal sealed class Variable(string name, int index, TextSpan span)
{
    public string Name { get; } = name;

    public int Index { get; } = index;

    public TextSpan Span { get; } = span;

    /// <summary>Gets or sets how often the variable occurs; one that occurs once is looked at by nobody.</summary>
    public int Uses { get; set; }

    /// <summary>Gets or sets whether a fault of it has been reported, so that nothing that follows from it is reported too.</summary>
    public bool IsReported { get; set; }

    /// <summary>Gets whether the user cannot name it: a wildcard or a helper of the planner.</summary>
    public bool IsGenerated => Name[0] is '$' or '_' && (Name[0] == '$' || Name.Length == 1);

    public override string ToString() => Name;
}

/// <summary>A term with its names resolved.</summary>
/// <param name="span">Its place in the source text.</param>
internal abstract class PlanTerm(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

/// <summary>A value known at compile time.</summary>
internal sealed class ConstantTerm(TextSpan span, RegoValue value) : PlanTerm(span)
{
    public RegoValue Value { get; } = value;
}

/// <summary>A variable.</summary>
internal sealed class VariableTerm : PlanTerm
{
    public VariableTerm(TextSpan span, Variable variable)
        : base(span)
    {
        Variable = variable;
        variable.Uses++;
    }

    public Variable Variable { get; }
}

/// <summary>The input document.</summary>
internal sealed class InputTerm(TextSpan span) : PlanTerm(span);

/// <summary>The root of base and virtual documents.</summary>
internal sealed class DataTerm(TextSpan span) : PlanTerm(span);

/// <summary>A reference: one or more look-ups below a head.</summary>
internal sealed class ReferenceTerm(TextSpan span, PlanTerm head, PlanTerm[] operands) : PlanTerm(span)
{
    public PlanTerm Head { get; } = head;

    public PlanTerm[] Operands { get; } = operands;
}

/// <summary>An array that is not constant.</summary>
internal sealed class ArrayPlanTerm(TextSpan span, PlanTerm[] items) : PlanTerm(span)
{
    public PlanTerm[] Items { get; } = items;
}

/// <summary>A set that is not constant.</summary>
internal sealed class SetPlanTerm(TextSpan span, PlanTerm[] items) : PlanTerm(span)
{
    public PlanTerm[] Items { get; } = items;
}

/// <summary>An object that is not constant.</summary>
internal sealed class ObjectPlanTerm(TextSpan span, (PlanTerm Key, PlanTerm Value)[] items) : PlanTerm(span)
{
    public (PlanTerm Key, PlanTerm Value)[] Items { get; } = items;
}

/// <summary>A comprehension. <see cref="Key"/> is set for objects only.</summary>
internal sealed class ComprehensionTerm(TextSpan span, ValueKind kind, PlanTerm? key, PlanTerm value, BodyPlan body) : PlanTerm(span)
{
    public ValueKind Kind { get; } = kind;

    public PlanTerm? Key { get; } = key;

    public PlanTerm Value { get; } = value;

    public BodyPlan Body { get; } = body;
}

/// <summary>A call of a built-in.</summary>
internal sealed class BuiltinCallTerm(TextSpan span, BuiltinDefinition function, PlanTerm[] arguments) : PlanTerm(span)
{
    public BuiltinDefinition Function { get; } = function;

    public PlanTerm[] Arguments { get; } = arguments;
}

/// <summary>A call of a function that rules define.</summary>
internal sealed class RuleCallTerm(TextSpan span, FunctionName function, PlanTerm[] arguments) : PlanTerm(span)
{
    public FunctionName Function { get; } = function;

    public PlanTerm[] Arguments { get; } = arguments;
}

/// <summary>A template string: constant texts and set comprehensions of one member each.</summary>
internal sealed class TemplateTerm(TextSpan span, PlanTerm[] parts) : PlanTerm(span)
{
    public PlanTerm[] Parts { get; } = parts;
}

/// <summary>A call in the old form <c>f(x, out)</c>: true when the result can be made equal to the output.</summary>
internal sealed class OutputCallTerm(TextSpan span, PlanTerm call, PlanTerm output) : PlanTerm(span)
{
    public PlanTerm Call { get; } = call;

    public PlanTerm Output { get; } = output;
}
