using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Templates;

/// <summary>Carries out a template over an object.</summary>
internal sealed class TemplateRun
{
    private const int MaxDepth = 200;
    private const int MaxOutput = 32 * 1024 * 1024;
    private const int WorkPerNode = 10;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> _templates;
    private readonly BuiltinContext _context;
    private readonly StringBuilder _output = new();
    private List<(string Name, RegoValue Value)> _variables = [];
    private int _depth;

    private TemplateRun(IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> templates, BuiltinContext context)
    {
        _templates = templates;
        _context = context;
    }

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    /// <summary>Carries out a template.</summary>
    /// <returns>What it writes.</returns>
    /// <exception cref="TemplateException">It cannot be parsed or carried out, or writes too much.</exception>
    internal static string Render(string template, in RegoValue data, BuiltinContext context)
    {
        var run = new TemplateRun(TemplateParser.Parse(template), context);
        run.Call("", Prepare(context, data));
        return run._output.ToString();
    }

    // OPA hands numbers over as their text: zero is something, and a comparison with a number of the template does not fit.
    private static RegoValue Prepare(BuiltinContext context, in RegoValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Spend(WorkPerNode);
        switch (value.Kind)
        {
            case ValueKind.Number:
                return value.NumberAsText();
            case ValueKind.Array:
                return RegoArray.Create([.. value.AsArray().AsSpan().ToArray().Select(item => Prepare(context, item))]);
            case ValueKind.Set:
                return RegoArray.Create([.. value.AsSet().ToSortedArray().Select(item => Prepare(context, item))]);
            case ValueKind.Object:
                var result = new ObjectBuilder(value.AsObject().Count);
                foreach (var (key, item) in value.AsObject())
                {
                    result.Set(Prepare(context, key), Prepare(context, item));
                }
                return result.Build();
            default:
                return value;
        }
    }

    private void Call(string name, in RegoValue dot)
    {
        if (++_depth > MaxDepth)
        {
            throw new TemplateException("exceeded maximum template depth");
        }
        var nodes = _templates.TryGetValue(name, out var found)
            ? found
            : throw new TemplateException($"template {GoQuote.Quote(name)} not defined");
        var outer = _variables;
        _variables = [("$", dot)];
        Run(nodes, dot);
        _variables = outer;
        _depth--;
    }

    private Flow Run(IReadOnlyList<TemplateNode> nodes, in RegoValue dot)
    {
        foreach (var node in nodes)
        {
            var flow = Run(node, dot);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }
        return Flow.Next;
    }

    private Flow Run(TemplateNode node, in RegoValue dot)
    {
        _context.Spend(WorkPerNode);
        switch (node)
        {
            case TextNode text:
                Append(text.Text);
                return Flow.Next;
            case ActionNode action:
                var value = Evaluate(action.Pipeline, dot);
                if (action.Pipeline.Variables.Count == 0)
                {
                    Append(TemplateFunctions.Write(_context, value));
                }
                return Flow.Next;
            case TemplateCallNode call:
                Call(call.Name, call.Argument is null ? RegoValue.Null : Evaluate(call.Argument, dot));
                return Flow.Next;
            case LoopExitNode exit:
                return exit.IsBreak ? Flow.Break : Flow.Continue;
            default:
                return RunBranch((BranchNode)node, dot);
        }
    }

    private void Append(string text)
    {
        if (_output.Length + (long)text.Length > MaxOutput)
        {
            throw new TemplateException("template writes too much");
        }
        _context.Reserve((long)text.Length * sizeof(char));
        _output.Append(text);
    }

    private Flow RunBranch(BranchNode branch, in RegoValue dot)
    {
        var scope = _variables.Count;
        var flow = branch.Keyword == "range" ? RunRange(branch, dot) : RunCondition(branch, dot);
        _variables.RemoveRange(scope, _variables.Count - scope);
        return flow;
    }

    private Flow RunCondition(BranchNode branch, in RegoValue dot)
    {
        var value = Evaluate(branch.Pipeline, dot);
        if (!TemplateFunctions.IsTrue(value))
        {
            return Run(branch.Else, dot);
        }
        return Run(branch.Body, branch.Keyword == "with" ? value : dot);
    }

    private Flow RunRange(BranchNode branch, in RegoValue dot)
    {
        var pipeline = branch.Pipeline;
        var value = Evaluate(pipeline with { Variables = [] }, dot);
        var isEmpty = true;
        foreach (var (key, item) in Entries(value))
        {
            isEmpty = false;
            var scope = _variables.Count;
            if (pipeline.Variables.Count == 1)
            {
                Assign(pipeline.Variables[0], item, pipeline.IsDeclaration);
            }
            else if (pipeline.Variables.Count == 2)
            {
                Assign(pipeline.Variables[0], key, pipeline.IsDeclaration);
                Assign(pipeline.Variables[1], item, pipeline.IsDeclaration);
            }
            var flow = Run(branch.Body, item);
            _variables.RemoveRange(scope, _variables.Count - scope);
            if (flow == Flow.Break)
            {
                break;
            }
        }
        return isEmpty ? Run(branch.Else, dot) : Flow.Next;
    }

    private IEnumerable<(RegoValue Key, RegoValue Item)> Entries(RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined or ValueKind.Null:
                return [];
            case ValueKind.Array:
                var array = value.AsArray();
                return Enumerable.Range(0, array.Count).Select(i => ((RegoValue)(long)i, array[i]));
            case ValueKind.Set:
                return value.AsSet().ToSortedArray().Select((item, i) => ((RegoValue)(long)i, item));
            case ValueKind.Object:
                var entries = new List<(RegoValue Key, RegoValue Item)>();
                foreach (var (key, item) in value.AsObject())
                {
                    entries.Add((key, item));
                }
                return entries.OrderBy(e => e.Key);
            default:
                throw new TemplateException(string.Create(CultureInfo.InvariantCulture, $"range can't iterate over {TemplateFunctions.Write(_context, value)}"));
        }
    }

    private RegoValue Evaluate(Pipeline pipeline, in RegoValue dot)
    {
        RegoValue? passed = null;
        foreach (var command in pipeline.Commands)
        {
            passed = Evaluate(command, dot, passed);
        }
        foreach (var name in pipeline.Variables)
        {
            Assign(name, passed!.Value, pipeline.IsDeclaration);
        }
        return passed!.Value;
    }

    private void Assign(string name, in RegoValue value, bool isDeclaration)
    {
        if (isDeclaration)
        {
            _variables.Add((name, value));
            return;
        }
        var index = _variables.FindLastIndex(v => v.Name == name);
        _variables[index] = (name, value);
    }

    private RegoValue Evaluate(Command command, in RegoValue dot, RegoValue? passed)
    {
        var first = command.Operands[0];
        if (first is not FunctionOperand function)
        {
            return command.Operands.Count == 1 && passed is null
                ? Evaluate(first, dot)
                : throw new TemplateException("can't give argument to non-function");
        }
        if (function.Name is "and" or "or")
        {
            return Combine(function.Name == "and", command, dot, passed);
        }
        var arguments = new List<RegoValue>();
        foreach (var operand in command.Operands.Skip(1))
        {
            arguments.Add(Evaluate(operand, dot));
        }
        if (passed is { } last)
        {
            arguments.Add(last);
        }
        return TemplateFunctions.Call(_context, function.Name, arguments);
    }

    // Stops at the first operand that settles the answer; those after it are not looked at.
    private RegoValue Combine(bool wantsAll, Command command, in RegoValue dot, RegoValue? passed)
    {
        RegoValue result = default;
        foreach (var operand in command.Operands.Skip(1))
        {
            result = Evaluate(operand, dot);
            if (TemplateFunctions.IsTrue(result) != wantsAll)
            {
                return result;
            }
        }
        return passed ?? (command.Operands.Count > 1 ? result : throw new TemplateException("missing argument for and/or"));
    }

    private RegoValue Evaluate(Operand operand, in RegoValue dot) => operand switch
    {
        ConstantOperand constant => constant.Value,
        FieldOperand field => Follow(dot, field.Path),
        VariableOperand variable => Follow(_variables.FindLast(v => v.Name == variable.Name).Value, variable.Path),
        PipelineOperand inner => Follow(Evaluate(inner.Pipeline, dot), inner.Path),
        FunctionOperand function => TemplateFunctions.Call(_context, function.Name, []),
        _ => default,
    };

    private static RegoValue Follow(RegoValue value, IReadOnlyList<string> path)
    {
        foreach (var name in path)
        {
            if (!value.IsDefined)
            {
                return default;
            }
            value = value.TryGetObject(out var fields)
                ? fields.Get(name)
                : throw new TemplateException($"can't evaluate field {name} in type {RegoValue.NameOf(value.Kind)}");
        }
        return value;
    }
}
