using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <content>Terms and calls.</content>
internal sealed partial class TypeChecker
{
    /// <summary>Returns the type of a term, having checked what it is made of. After a fault it is any, so that nothing follows from it.</summary>
    private RegoType Infer(PlanTerm term)
    {
        switch (term)
        {
            case ConstantTerm constant:
                return ValueTypes.Of(constant.Value);
            case VariableTerm variable:
                return _variables[variable.Variable.Index] ?? RegoType.Any;
            case InputTerm:
                return _isMocked ? RegoType.Any : _input;
            case DataTerm:
                return RegoType.AnyObject;
            case ReferenceTerm { Head: DataTerm } reference:
                return InferData(reference);
            case ReferenceTerm reference:
                return Follow(Infer(reference.Head), reference, 0);
            case ArrayPlanTerm array:
                return TypeRelations.Bound(new ArrayType([.. array.Items.Select(Infer)], null));
            case SetPlanTerm set:
                RegoType? member = null;
                foreach (var item in set.Items)
                {
                    member = TypeRelations.Join(member, Infer(item));
                }
                return TypeRelations.Bound(new SetType(member ?? RegoType.Any));
            case ObjectPlanTerm obj:
                return InferObject(obj);
            case ComprehensionTerm comprehension:
                return InferComprehension(comprehension);
            case BuiltinCallTerm call:
                return InferCall(call);
            case RuleCallTerm call:
                return InferCall(call);
            case OutputCallTerm output:
                var result = Infer(output.Call);
                if (!Match(output.Output, result))
                {
                    Report(TypeDiagnostics.Mismatch, output.Output.Span, null, Shown(Infer(output.Output)), Shown(result));
                }
                return RegoType.Boolean;
            case TemplateTerm template:
                foreach (var part in template.Parts)
                {
                    Infer(part);
                }
                return RegoType.String;
            default:
                return RegoType.Any;
        }
    }

    private RegoType InferObject(ObjectPlanTerm obj)
    {
        var properties = new Dictionary<RegoValue, RegoType>();
        RegoType? keys = null;
        RegoType? values = null;
        foreach (var (key, value) in obj.Items)
        {
            var keyType = Infer(key);
            var type = Infer(value);
            if (key is ConstantTerm { Value: var name })
            {
                properties[name] = type;
            }
            else
            {
                keys = TypeRelations.Join(keys, keyType);
                values = TypeRelations.Join(values, type);
            }
        }
        return TypeRelations.Bound(new ObjectType([.. properties.Select(p => (p.Key, p.Value))], keys is null ? null : (keys, values!)));
    }

    private RegoType InferComprehension(ComprehensionTerm comprehension)
    {
        CheckBody(comprehension.Body);
        var key = comprehension.Key is null ? null : Infer(comprehension.Key);
        var value = Infer(comprehension.Value);
        return TypeRelations.Bound(comprehension.Kind switch
        {
            ValueKind.Array => new ArrayType([], value),
            ValueKind.Set => new SetType(value),
            _ => new ObjectType([], (key!, value)),
        });
    }

    private RegoType InferCall(BuiltinCallTerm call)
    {
        var function = call.Function.Type;
        var fits = true;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var wanted = i < function.Operands.Length ? function.Operands[i].Type : function.Variadic ?? RegoType.Any;
            fits &= CheckArgument(call.Arguments[i], i, wanted, call.Function.Name, function, call.Span);
        }
        return !fits || _hasMockedCalls ? RegoType.Any : function.Result ?? RegoType.Any;
    }

    private RegoType InferCall(RuleCallTerm call)
    {
        var function = root.FunctionOf(call.Function);
        var fits = true;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var wanted = i < function.ParameterTypes.Length ? function.ParameterTypes[i] ?? RegoType.Any : RegoType.Any;
            fits &= CheckArgument(call.Arguments[i], i, wanted, function.Name, null, call.Span);
        }
        return !fits || _isMocked ? RegoType.Any : function.Type ?? RegoType.Any;
    }

    private bool CheckArgument(PlanTerm argument, int index, RegoType wanted, string function, FunctionType? signature, TextSpan call)
    {
        var type = Infer(argument);
        if (_hasMockedCalls || TypeRelations.Overlap(type, wanted))
        {
            return true;
        }
        var span = argument.Span.Length > 0 ? argument.Span : call;
        Report(TypeDiagnostics.InvalidArgument, span, signature is null ? null : $"`{function}` is {signature}", function, index + 1, Shown(type), Shown(wanted));
        return false;
    }
}
