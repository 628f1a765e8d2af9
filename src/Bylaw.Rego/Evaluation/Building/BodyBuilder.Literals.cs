using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <content>Literals.</content>
internal sealed partial class BodyBuilder
{
    private void AddLiteral(PlanLiteral literal)
    {
        if (literal.Modifiers.Length == 0)
        {
            AddUnmodified(literal);
            return;
        }
        var collector = NewCollector();
        var replacements = Array.ConvertAll(literal.Modifiers, BuildReplacement);
        var outer = _chain;
        _chain = new Chain(outer.Unguarded);
        AddUnmodified(literal);
        var end = new WithEndStep(collector);
        var inner = _chain.Close(end);
        var unguarded = _chain.Unguarded;
        _chain = outer;
        _chain.AddFork(new WithStep(replacements, inner, collector), [end], unguarded);
    }

    private void AddUnmodified(PlanLiteral literal)
    {
        switch (literal)
        {
            case TermLiteral { Term: BuiltinCallTerm { Function.IsRelation: true } relation }:
                _ = Build(relation);
                break;
            case TermLiteral term:
                _chain.Add(MakeTest(BuildValue(term.Term)));
                break;
            case UnifyLiteral unify:
                AddUnify(unify.Left, unify.Right);
                break;
            case NotLiteral not:
                _chain.Add(new NotStep(BuildTest(not.Body)));
                break;
            case LogicalLiteral logical:
                _chain.Add(new LogicalStep(
                    logical.IsAnd,
                    BuildTest(logical.Left),
                    BuildTest(logical.Right)));
                break;
            case EveryLiteral every:
                AddEvery(every);
                break;
            case PrintLiteral print:
                _chain.Add(new PrintStep(BuildAll(print.Arguments)));
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"no step for {literal.GetType().Name}");
        }
    }

    private static Step MakeTest(Expression condition) => condition switch
    {
        EqualExpression equal => new EqualTestStep(equal),
        OrderExpression order => new OrderTestStep(order),
        MemberExpression member => new MemberTestStep(member),
        _ => new CheckStep(condition),
    };

    /// <summary>Builds a body that only has to be possible: the order in which ways are tried shows nowhere.</summary>
    private Step BuildTest(BodyPlan body)
    {
        var outer = (_isAnyOrder, _mayRepeat);
        _isAnyOrder = _mayRepeat = _mayReorder;
        var first = BuildBody(body, null, () => new FoundStep());
        (_isAnyOrder, _mayRepeat) = outer;
        return first;
    }

    private void AddEvery(EveryLiteral every)
    {
        var domain = BuildValue(every.Domain);
        var keySlot = every.Key is VariableTerm key ? SlotOf(key.Variable) : _observation is null ? -1 : NewSlot();
        var value = ((VariableTerm)every.Value).Variable;
        _observation?.Origins.TryAdd(value, (every.Domain, new SlotExpression(Math.Max(keySlot, 0))));
        var body = BuildBody(
            every.Body,
            () =>
            {
                _runsOnce = false;
                if (every.Key is VariableTerm k)
                {
                    _bound.Add(k.Variable);
                }
                _bound.Add(value);
            },
            () => new FoundStep());
        _chain.Add(new EveryStep(domain, keySlot, SlotOf(value), body));
    }

    private void AddUnify(PlanTerm left, PlanTerm right)
    {
        // All variables count as visible: nested bodies were checked when the order was made.
        var binding = new Binding(new VariableSet());
        var trial = _bound.Copy();
        if (binding.TryBind(right, trial) && binding.TryMatch(left, trial))
        {
            AddUnifyValue(left, right);
            return;
        }
        trial.CopyFrom(_bound);
        if (binding.TryBind(left, trial) && binding.TryMatch(right, trial))
        {
            AddUnifyValue(right, left);
            return;
        }
        var pairs = (left, right) switch
        {
            (ArrayPlanTerm a, ArrayPlanTerm b) => [.. a.Items.Zip(b.Items)],
            (ObjectPlanTerm a, ObjectPlanTerm b) => Binding.PairUp(a, b)!,
            _ => throw new System.Diagnostics.UnreachableException("an unsafe unification reached the builder"),
        };
        AddUnifyPairs(pairs);
    }

    private void AddUnifyPairs(List<(PlanTerm Left, PlanTerm Right)> pairs)
    {
        var binding = new Binding(new VariableSet());
        var open = new List<(PlanTerm Left, PlanTerm Right)>(pairs);
        while (open.Count > 0)
        {
            var index = open.FindIndex(p => binding.TryPlace(new UnifyLiteral(p.Left.Span, p.Left, p.Right), _bound.Copy()));
            AddUnify(open[index].Left, open[index].Right);
            open.RemoveAt(index);
        }
    }

    private void AddUnifyValue(PlanTerm pattern, PlanTerm value)
    {
        if (pattern is VariableTerm { Variable: var named } && !_bound.Contains(named))
        {
            _observation?.Origins.TryAdd(named, (value, null));
        }
        if (value is BuiltinCallTerm { Function: { Name: "walk", IsRelation: true } } walk
            && pattern is ArrayPlanTerm { Items: [var path, var item] })
        {
            AddWalk(walk, path, item);
            return;
        }
        if (value is ReferenceTerm { Operands: [.., VariableTerm key] } reference
            && !_bound.Contains(key.Variable)
            && pattern is VariableTerm target
            && !_bound.Contains(target.Variable)
            && !ReferenceEquals(key.Variable, target.Variable)
            && TryBuildScan(reference, key, target))
        {
            return;
        }
        var built = BuildValue(value);
        if (built is LookupExpression or ConstantLookupExpression or InputPathExpression or SlotPathExpression && NeedsSlot(pattern))
        {
            built = ToSlot(built);
        }
        AddMatch(pattern, built);
    }

    /// <summary>Whether matching looks at the value before it looks up the pattern's own parts.</summary>
    private bool NeedsSlot(PlanTerm pattern) => pattern is ReferenceTerm && !IsBound(pattern);

    /// <summary>Iterates straight into key and value, without a variable in between (<c>some k, v in xs</c>).</summary>
    private bool TryBuildScan(ReferenceTerm reference, VariableTerm key, VariableTerm target)
    {
        PlanTerm[] operands = reference.Operands[..^1];
        var keySlot = key.Variable.Uses == 1 && _observation is null ? -1 : SlotOf(key.Variable);
        var whole = operands.Length == 0 ? null : new ReferenceTerm(reference.Span, reference.Head, operands);
        if (whole is not null && TryInlineScan(whole, keySlot, target.Variable))
        {
            _bound.Add(key.Variable);
            _bound.Add(target.Variable);
            return true;
        }
        if (reference.Head is DataTerm && _documents.LeadsIntoTree(operands))
        {
            return false;
        }
        var collection = BuildValue(whole ?? reference.Head);
        var join = FindJoin(target.Variable);
        _bound.Add(key.Variable);
        _bound.Add(target.Variable);
        var scan = new ScanStep(collection, keySlot, SlotOf(target.Variable), _isAnyOrder);
        if (join is null)
        {
            AddIterating(scan);
            return true;
        }
        var joined = new JoinScanStep(collection, keySlot, SlotOf(target.Variable), join, NewCollector(), scan, _isAnyOrder);
        _chain.AddFork(joined, [joined, scan], unguarded: 0);
        _runsOnce = false;
        return true;
    }

    /// <summary>
    /// Finds an equality further on between a path below the iterated variable and something that has a value already: then the items
    /// can be looked up instead of scanned.
    /// </summary>
    private Join? FindJoin(Variable target)
    {
        var asked = new List<(RegoValue[] Path, Expression Probe)>();
        FindJoins(target, asked);
        var given = ReferenceEquals(target, _streamed) ? _streamJoin : null;
        return asked switch
        {
            [] => given,
            [var only] => new Join(new PathLookup(only.Path), only.Probe, given),
            [var first, var second, ..] => new Join(new PathLookup(first.Path), first.Probe, new Join(new PathLookup(second.Path), second.Probe, null)),
        };
    }

    private void FindJoins(Variable target, List<(RegoValue[] Path, Expression Probe)> asked)
    {
        // An observed join would hide which equality failed.
        if (_body is null || _observation is not null)
        {
            return;
        }
        for (var i = _literalIndex + 1; i < _body.Literals.Count; i++)
        {
            var literal = _body.Literals[i];
            var (a, b) = literal switch
            {
                { Modifiers.Length: > 0 } => (null, null),
                UnifyLiteral unify => (unify.Left, unify.Right),
                TermLiteral { Term: BuiltinCallTerm { Function.Name: "equal", Arguments: [var x, var y] } } => (x, y),
                _ => ((PlanTerm?)null, (PlanTerm?)null),
            };
            if (a is null || b is null)
            {
                if (!IsQuiet(literal))
                {
                    return;
                }
                continue;
            }
            if (PathBelow(a, target) is { } path && IsCheapAndBound(b))
            {
                asked.Add((path, Build(b)));
            }
            else if (PathBelow(b, target) is { } other && IsCheapAndBound(a))
            {
                asked.Add((other, Build(a)));
            }
            if (!IsQuiet(literal))
            {
                return;
            }
        }
    }

    /// <summary>Whether passing a literal over can hide nothing: no call that could fail or print.</summary>
    private static bool IsQuiet(PlanLiteral literal) => literal switch
    {
        { Modifiers.Length: > 0 } => false,
        TermLiteral { Term: BuiltinCallTerm { Function.Infix: not null } call } => Array.TrueForAll(call.Arguments, IsQuiet),
        TermLiteral term => IsQuiet(term.Term),
        UnifyLiteral unify => IsQuiet(unify.Left) && IsQuiet(unify.Right),
        _ => false,
    };

    private static bool IsQuiet(PlanTerm term) => term switch
    {
        ConstantTerm or VariableTerm or InputTerm => true,
        ReferenceTerm { Head: VariableTerm or InputTerm } reference => Array.TrueForAll(reference.Operands, IsQuiet),
        ArrayPlanTerm array => Array.TrueForAll(array.Items, IsQuiet),
        _ => false,
    };

    private static RegoValue[]? PathBelow(PlanTerm term, Variable target) => term switch
    {
        VariableTerm variable when ReferenceEquals(variable.Variable, target) => [],
        ReferenceTerm { Head: VariableTerm variable } reference
            when ReferenceEquals(variable.Variable, target) && Array.TrueForAll(reference.Operands, o => o is ConstantTerm)
            => [.. reference.Operands.Select(o => ((ConstantTerm)o).Value)],
        _ => null,
    };

    /// <summary>Whether a term is a constant, a variable or a path below one, or below the input, that has a value already.</summary>
    private bool IsCheapAndBound(PlanTerm term) => term switch
    {
        ConstantTerm => true,
        VariableTerm variable => _bound.Contains(variable.Variable),
        ReferenceTerm { Head: VariableTerm or InputTerm } reference =>
            (reference.Head is InputTerm || _bound.Contains(((VariableTerm)reference.Head).Variable))
            && Array.TrueForAll(reference.Operands, o => o is ConstantTerm || (o is VariableTerm v && _bound.Contains(v.Variable))),
        _ => false,
    };

    private void AddWalk(BuiltinCallTerm walk, PlanTerm path, PlanTerm item)
    {
        var root = Build(walk.Arguments[0]);
        var pathIgnored = path is VariableTerm { Variable: { Uses: 1 } ignored } && !_bound.Contains(ignored);
        var pathSlot = pathIgnored ? -1 : NewSlot();
        var valueSlot = NewSlot();
        AddIterating(new WalkStep(root, pathSlot, valueSlot));
        if (!pathIgnored)
        {
            AddMatch(path, new SlotExpression(pathSlot));
        }
        AddMatch(item, new SlotExpression(valueSlot));
    }

    private Replacement BuildReplacement(PlanModifier modifier)
    {
        switch (modifier)
        {
            case InputModifier input:
                return new Replacement(
                    ReplacementKind.Input, Array.ConvertAll(input.Path, InternPool.Intern), Build(input.Value), null, null, []);
            case DataModifier data:
                return new Replacement(
                    ReplacementKind.Data,
                    Array.ConvertAll(data.Path, InternPool.Intern),
                    Build(data.Value),
                    null,
                    null,
                    _documents.GroupsAt(data.Path));
            case FunctionModifier function:
                var replaced = function.Replacement switch
                {
                    BuiltinDefinition builtin => new FunctionReplacement(builtin, null, default),
                    FunctionName name => new FunctionReplacement(null, _documents[name], default),
                    _ => null,
                };
                object target = function.Target is FunctionName called ? _documents[called] : function.Target;
                return new Replacement(
                    ReplacementKind.Function, [], function.Value is null ? null : Build(function.Value), target, replaced, []);
            default:
                throw new System.Diagnostics.UnreachableException($"no replacement for {modifier.GetType().Name}");
        }
    }

    private Expression BuildBuiltin(BuiltinCallTerm call)
    {
        var site = Site(call.Span);
        if (call.Function.IsRelation)
        {
            return BuildRelation(call, site);
        }
        _isCounted = call.Function.Name == "count" && call.Arguments is [ComprehensionTerm];
        var arguments = BuildAll(call.Arguments);
        _isCounted = false;
        if (arguments is [var a, var b])
        {
            var f = call.Function;
            switch (f.Name)
            {
                case "equal" or "eq":
                    return new EqualExpression(a, b, f, site);
                case "neq":
                    return new NotEqualExpression(a, b, f, site);
                case "lt":
                    return new OrderExpression(a, b, f, site, true, false, false);
                case "lte":
                    return new OrderExpression(a, b, f, site, true, true, false);
                case "gt":
                    return new OrderExpression(a, b, f, site, false, false, true);
                case "gte":
                    return new OrderExpression(a, b, f, site, false, true, true);
                case "plus":
                    return new PlusExpression(a, b, f, site);
                case "minus":
                    return new MinusExpression(a, b, f, site);
                case "mul":
                    return new MultiplyExpression(a, b, f, site);
                case "internal.member_2":
                    return new MemberExpression(a, b, f, site);
                default:
                    break;
            }
        }
        var general = new BuiltinExpression(call.Function, arguments, site);
        if (call.Function.Name is "sprintf" or "concat"
            && call.Arguments[1] is ArrayPlanTerm { Items.Length: <= ArgumentBuffer.Capacity }
            && arguments[1] is ArrayExpression { Items: var items })
        {
            return call.Function.Name == "sprintf"
                ? new FormatExpression(arguments[0], items, general)
                : new ConcatExpression(arguments[0], items, call.Function, general, site);
        }
        var comprehension = arguments switch
        {
            [ArrayComprehensionExpression array] => array,
            [AliasExpression { Value: ArrayComprehensionExpression array }] => array,
            _ => null,
        };
        return (call.Function.Name, comprehension) switch
        {
            ("count", { } counted) => new CountExpression(counted, general),
            ("sum", { } added) => new SumExpression(added, call.Function, general, site),
            ("max" or "min", { } compared) => new ExtremeExpression(compared, call.Function.Name == "max", general),
            _ => general,
        };
    }

    private SlotExpression BuildRelation(BuiltinCallTerm call, CallSite site)
    {
        var slot = NewSlot();
        if (call.Function.Name == "walk")
        {
            var (path, value) = (NewSlot(), NewSlot());
            AddIterating(new WalkStep(Build(call.Arguments[0]), path, value));
            _chain.Add(new AssignStep(slot, new ArrayExpression([new SlotExpression(path), new SlotExpression(value)])));
        }
        else
        {
            AddIterating(new RelationStep(new BuiltinExpression(call.Function, BuildAll(call.Arguments), site), slot));
        }
        return new SlotExpression(slot);
    }
}
