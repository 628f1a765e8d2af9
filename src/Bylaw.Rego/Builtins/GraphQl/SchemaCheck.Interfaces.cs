using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.GraphQl;

internal sealed partial class SchemaCheck
{
    /// <summary>Checks that a type has what an interface asks for (specification, section 3.6).</summary>
    private void Implements(Definition type, string name)
    {
        if (schema.Type(name) is not { } wanted)
        {
            Fail($"Undefined type {GoQuote.Quote(name)}.", type.At);
            return;
        }
        if (wanted.Kind != DefinitionKind.Interface)
        {
            Fail($"{GoQuote.Quote(name)} is a non interface type {wanted.Kind}.", type.At);
        }
        var prefix = $"For {type.Name} to implement {wanted.Name}";
        foreach (var required in wanted.Fields)
        {
            if (type.Field(required.Name) is not { } found)
            {
                Fail($"{prefix} it must have a field called {required.Name}.", type.At);
                return;
            }
            if (!IsCovariant(required.Type, found.Type))
            {
                Fail($"{prefix} the field {required.Name} must have type {required.Type}.", found.At);
            }
            FieldArguments(prefix, required, found);
        }
        foreach (var above in wanted.Interfaces.Where(i => !type.Interfaces.Contains(i)))
        {
            Fail(
                above == type.Name
                    ? $"Type {type.Name} cannot implement {name} because it would create a circular reference."
                    : $"Type {type.Name} must implement {above} because it is implemented by {name}.",
                type.At);
        }
    }

    private static void FieldArguments(string prefix, FieldDefinition required, FieldDefinition found)
    {
        foreach (var wanted in required.Arguments)
        {
            if (found.Argument(wanted.Name) is not { } argument)
            {
                Fail($"{prefix} the field {required.Name} must have the same arguments but it is missing {wanted.Name}.", found.At);
                return;
            }
            if (!wanted.Type.IsCompatible(argument.Type))
            {
                Fail($"{prefix} the field {required.Name} must have the same arguments but {wanted.Name} has the wrong type.", argument.At);
            }
        }
        foreach (var extra in found.Arguments)
        {
            if (required.Argument(extra.Name) is null && extra.Type.IsNonNull && extra.DefaultValue is null)
            {
                Fail(
                    $"{prefix} any additional arguments on {found.Name} must be optional or have a default value but {extra.Name} is required.",
                    extra.At);
            }
        }
    }

    private bool IsCovariant(TypeReference required, TypeReference actual)
    {
        if (required.IsNonNull && !actual.IsNonNull)
        {
            return false;
        }
        if (required.NamedType.Length > 0)
        {
            return required.NamedType == actual.NamedType || schema.PossibleTypes(required.NamedType).Exists(t => t.Name == actual.NamedType);
        }
        return actual.Element is not null && IsCovariant(required.Element!, actual.Element);
    }
}
