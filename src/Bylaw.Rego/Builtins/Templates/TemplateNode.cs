using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Templates;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode;

/// <summary>Text that is copied.</summary>
internal sealed record TextNode(string Text) : TemplateNode;

/// <summary>A value that is written, unless the pipeline only sets variables.</summary>
internal sealed record ActionNode(Pipeline Pipeline) : TemplateNode;

/// <summary><c>if</c>, <c>with</c> or <c>range</c>.</summary>
internal sealed record BranchNode(string Keyword, Pipeline Pipeline, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Else)
    : TemplateNode;

/// <summary>A call of another template.</summary>
internal sealed record TemplateCallNode(string Name, Pipeline? Argument) : TemplateNode;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed record LoopExitNode(bool IsBreak) : TemplateNode;

/// <summary>Commands whose results go on to the next as last argument, and the variables that take the final one.</summary>
/// <param name="Variables">Names with their dollar sign.</param>
/// <param name="IsDeclaration">Whether the variables are new (<c>:=</c>) or set again (<c>=</c>).</param>
/// <param name="Commands">The commands.</param>
internal sealed record Pipeline(IReadOnlyList<string> Variables, bool IsDeclaration, IReadOnlyList<Command> Commands);

/// <summary>A function with its arguments, or a single operand.</summary>
internal sealed record Command(IReadOnlyList<Operand> Operands);

/// <summary>An operand.</summary>
internal abstract record Operand;

/// <summary>A constant.</summary>
internal sealed record ConstantOperand(RegoValue Value) : Operand;

/// <summary>The dot, and fields below it.</summary>
internal sealed record FieldOperand(IReadOnlyList<string> Path) : Operand;

/// <summary>A variable, and fields below it.</summary>
internal sealed record VariableOperand(string Name, IReadOnlyList<string> Path) : Operand;

/// <summary>A pipeline in parentheses, and fields below its result.</summary>
internal sealed record PipelineOperand(Pipeline Pipeline, IReadOnlyList<string> Path) : Operand;

/// <summary>The name of a function.</summary>
internal sealed record FunctionOperand(string Name) : Operand;
