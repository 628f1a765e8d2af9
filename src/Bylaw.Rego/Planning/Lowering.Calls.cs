using Bylaw.Rego.Builtins;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <content>Calls.</content>
internal sealed partial class Lowering
{
    private PlanTerm LowerCall(CallTerm call, Scope scope)
    {
        var arguments = call.Arguments.Select(a => LowerTerm(a, scope)).ToArray();
        var name = DottedName(call.Function);
        if (name is null)
        {
            Report(CompileDiagnostics.NotAFunction, call.Function.Span, _module.Source.Slice(call.Function.Span).ToString());
            return new ConstantTerm(call.Span, RegoValue.Null);
        }
        switch (Resolve(name))
        {
            case FunctionName function when function.Arity == arguments.Length:
                return new RuleCallTerm(call.Span, function, arguments);
            case FunctionName function when function.Arity + 1 == arguments.Length:
                // The old form f(x, out): the last argument is made equal to the result.
                return LowerOutputForm(call.Span, new RuleCallTerm(call.Span, function, arguments[..^1]), arguments[^1]);
            case FunctionName function:
                Report(CompileDiagnostics.WrongArity, call.Span, function.Name, function.Arity, arguments.Length, Arguments(arguments.Length));
                return new ConstantTerm(call.Span, RegoValue.Null);
            case BuiltinDefinition builtin:
                return LowerBuiltin(call.Span, builtin, arguments);
            default:
                if (arguments.Length == 0 && ResolveDocument(name) is { } path)
                {
                    return RootedReference(call.Span, "data", path, []);
                }
                ReportUnknown(call, string.Join('.', name));
                return new ConstantTerm(call.Span, RegoValue.Null);
        }
    }

    private PlanTerm LowerBuiltin(TextSpan span, string name, PlanTerm[] arguments)
    {
        if (_builtins.Find(name) is { } builtin)
        {
            return LowerBuiltin(span, builtin, arguments);
        }
        Report(CompileDiagnostics.UnknownFunction, span, name);
        return new ConstantTerm(span, RegoValue.Null);
    }

    private PlanTerm LowerBuiltin(TextSpan span, BuiltinDefinition builtin, PlanTerm[] arguments)
    {
        if (builtin.IsDeprecated && _module.RefusesDeprecated)
        {
            Report(CompileDiagnostics.DeprecatedBuiltin, span, builtin.Name);
        }
        if (builtin.Name is "rego.metadata.rule" or "rego.metadata.chain" && arguments.Length <= 1)
        {
            HoldsMetadata = true;
            var value = builtin.Name == "rego.metadata.rule" ? _metadata?.OfRule(_rule) : _metadata?.ChainOf(_rule);
            PlanTerm constant = new ConstantTerm(span, value ?? (builtin.Name == "rego.metadata.rule" ? RegoObject.Empty : (RegoValue)RegoArray.Empty));
            return arguments.Length == 0 ? constant : LowerOutputForm(span, constant, arguments[0]);
        }
        if (builtin.OperandCount == arguments.Length || builtin.OperandCount < 0)
        {
            return new BuiltinCallTerm(span, builtin, arguments);
        }
        if (builtin.OperandCount + 1 == arguments.Length)
        {
            return LowerOutputForm(span, new BuiltinCallTerm(span, builtin, arguments[..^1]), arguments[^1]);
        }
        _diagnostics.Add(new Diagnostic(
            CompileDiagnostics.WrongArity, _module.Source, span, builtin.Name, builtin.OperandCount, arguments.Length, Arguments(arguments.Length))
        {
            Help = $"`{builtin.Name}` is {builtin.Type}",
        });
        return new ConstantTerm(span, RegoValue.Null);
    }

    private void ReportUnknown(CallTerm call, string name)
    {
        var known = _builtins.Names.Concat(_tree.Find(_module.Package)?.Children.Values.Where(c => c.Function is not null).Select(c => c.Name) ?? []);
        _diagnostics.Add(new Diagnostic(CompileDiagnostics.UnknownFunction, _module.Source, call.Function.Span, name)
        {
            Help = Spelling.Nearest(name, known) is { } meant ? $"did you mean `{meant}`?" : null,
        });
    }

    private static string Arguments(int count) => count == 1 ? "argument" : "arguments";

    /// <summary>Makes a call <c>f(x, out)</c>: true when its result can be made equal to the last argument.</summary>
    private static OutputCallTerm LowerOutputForm(TextSpan span, PlanTerm call, PlanTerm output) => new(span, call, output);

    /// <summary>Finds the document that a call without arguments names: <c>f()</c> is the rule <c>f</c>.</summary>
    private string[]? ResolveDocument(string[] name)
    {
        string[]? path = name[0] == "data" ? name[1..]
            : _module.Find(name[0]) is { Root: "data" } target ? [.. target.Path, .. name[1..]]
            : null;
        return path is not null && Look(path)?.Group is not null ? path : null;
    }

    /// <summary>Finds what a function's name means: a <see cref="FunctionName"/>, a <see cref="BuiltinDefinition"/>, or null.</summary>
    private object? Resolve(string[] name)
    {
        string[]? path = null;
        if (name[0] == "data")
        {
            path = name[1..];
        }
        else if (_module.Find(name[0]) is { Root: "data" } target)
        {
            path = [.. target.Path, .. name[1..]];
        }
        if (path is not null && Look(path)?.Function is { } group)
        {
            return new FunctionName(group.Path, group.Arity);
        }
        return _builtins.Find(name.Length == 1 ? name[0] : string.Join('.', name));
    }

    private RuleTreeNode? Look(string[] path)
    {
        AskedPaths.Add(PlannedModule.KeyOf(path));
        return _tree.Find(path);
    }

    private static string[]? DottedName(TermSyntax? function)
    {
        switch (function)
        {
            case VarTerm variable:
                return [variable.Name];
            case RefTerm { Head: VarTerm head } reference when reference.Operands.All(o => o.Term is StringTerm):
                return [head.Name, .. reference.Operands.Select(o => ((StringTerm)o.Term).Value)];
            default:
                return null;
        }
    }
}
