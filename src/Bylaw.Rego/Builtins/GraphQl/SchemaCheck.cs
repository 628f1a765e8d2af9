using System.Diagnostics.CodeAnalysis;
using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Checks that the types of a schema hold together; stops at the first fault, types and directives in the order of their names.</summary>
internal sealed partial class SchemaCheck(Schema schema)
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="GraphQlException">There is a fault.</exception>
    internal void All()
    {
        var types = schema.Types.Values.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        types.ForEach(Check);
        new InputCycles(schema).Check(types);
        foreach (var directive in schema.Directives.Values.OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            Name(directive.Name, directive.At);
            Arguments(directive.Arguments, directive);
        }
    }

    /// <summary>Checks uses of directives.</summary>
    /// <param name="directives">The uses.</param>
    /// <param name="location">Where they stand.</param>
    /// <param name="defining">The directive whose definition they stand in.</param>
    /// <param name="isOneLocation">Whether all stand in one place; a type's come from its definition and its extensions together.</param>
    internal void Directives(IEnumerable<Directive> directives, string location, DirectiveDefinition? defining, bool isOneLocation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in directives)
        {
            Name(use.Name, use.At);
            if (defining is not null && use.Name == defining.Name)
            {
                Fail($"Directive {defining.Name} cannot refer to itself.", use.At);
            }
            if (!schema.Directives.TryGetValue(use.Name, out var definition))
            {
                Fail($"Undefined directive {use.Name}.", use.At);
            }
            if (isOneLocation && !seen.Add(use.Name) && !definition.IsRepeatable)
            {
                Fail($"The directive {use.Name} can only be used once at this location.", use.At);
            }
            if (!definition.Locations.Contains(location))
            {
                Fail($"Directive {use.Name} is not applicable on {location}.", use.At);
            }
            if (use.Arguments.FirstOrDefault(a => definition.Argument(a.Name) is null) is { } unknown)
            {
                Fail($"Undefined argument {unknown.Name} for directive {use.Name}.", unknown.At);
            }
            foreach (var wanted in definition.Arguments.Where(a => a.Type.IsNonNull && a.DefaultValue is null))
            {
                if (use.Arguments.FirstOrDefault(a => a.Name == wanted.Name) is null or { Value.Kind: GraphQlValueKind.Null })
                {
                    Fail($"Argument {wanted.Name} for directive {use.Name} cannot be null.", use.At);
                }
            }
        }
    }

    private void Check(Definition type)
    {
        foreach (var field in type.Fields)
        {
            Name(field.Name, field.At);
            Type(field.Type);
            Arguments(field.Arguments, null);
            Directives(
                field.Directives,
                type.Kind == DefinitionKind.InputObject ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION",
                null,
                isOneLocation: true);
        }
        Members(type);
        foreach (var name in type.Interfaces)
        {
            Implements(type, name);
        }
        Contents(type);
        Duplicates(type);
        if (!type.IsBuiltIn)
        {
            Name(type.Name, type.At);
        }
        Directives(type.Directives, type.Kind, null, isOneLocation: false);
    }

    private void Members(Definition type)
    {
        foreach (var (name, _) in type.Types)
        {
            if (schema.Type(name) is not { } member)
            {
                Fail($"Undefined type {GoQuote.Quote(name)}.", type.At);
                return;
            }
            if (member.Kind != DefinitionKind.Object)
            {
                Fail($"{type.Kind} type {GoQuote.Quote(name)} must be OBJECT.", type.At);
            }
        }
    }

    private void Contents(Definition type)
    {
        switch (type.Kind)
        {
            case DefinitionKind.Object or DefinitionKind.Interface:
                if (type.Fields.Count == 0)
                {
                    Fail($"{type.Kind} {type.Name}: must define one or more fields.", type.At);
                }
                if (type.Fields.Find(f => schema.Type(f.Type.Name)?.Kind == DefinitionKind.InputObject) is { } inner)
                {
                    Fail($"{type.Kind} {type.Name}: field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.", inner.At);
                }
                break;
            case DefinitionKind.Enum:
                if (type.EnumValues.Count == 0)
                {
                    Fail($"{type.Kind} {type.Name}: must define one or more unique enum values.", type.At);
                }
                foreach (var value in type.EnumValues)
                {
                    if (value.Name is "true" or "false" or "null")
                    {
                        Fail($"{type.Kind} {type.Name}: non-enum value {value.Name}.", type.At);
                    }
                    Directives(value.Directives, "ENUM_VALUE", null, isOneLocation: true);
                }
                break;
            case DefinitionKind.InputObject:
                if (type.Fields.Count == 0)
                {
                    Fail($"{type.Kind} {type.Name}: must define one or more input fields.", type.At);
                }
                if (type.Fields.Find(f => schema.Type(f.Type.Name) is { IsInput: false }) is { } outer)
                {
                    Fail($"{schema.Type(outer.Type.Name)!.Kind} {outer.Name}: field must be one of SCALAR, ENUM, INPUT_OBJECT.", outer.At);
                }
                break;
        }
    }

    private static void Duplicates(Definition type)
    {
        if (Twice(type.Fields, f => f.Name) is { } field)
        {
            Fail($"Field {type.Name}.{field.Name} can only be defined once.", field.At);
        }
        if (Twice(type.EnumValues, v => v.Name) is { } value)
        {
            Fail($"Enum value {type.Name}.{value.Name} can only be defined once.", value.At);
        }
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, at) in type.Types)
        {
            if (!members.Add(name))
            {
                Fail($"Union type {type.Name} can only include type {name} once.", at ?? type.At);
            }
        }
    }

    private static T? Twice<T>(IEnumerable<T> items, Func<T, string> name)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return items.FirstOrDefault(item => !seen.Add(name(item)));
    }

    private void Type(TypeReference type)
    {
        if (schema.Type(type.Name) is null)
        {
            Fail($"Undefined type {type.Name}.", type.At);
        }
    }

    private void Arguments(IEnumerable<ArgumentDefinition> arguments, DirectiveDefinition? defining)
    {
        foreach (var argument in arguments)
        {
            Name(argument.Name, argument.At);
            Type(argument.Type);
            var type = schema.Type(argument.Type.Name)!;
            if (!type.IsInput)
            {
                Fail($"cannot use {argument.Type} as argument {argument.Name} because {type.Kind} is not a valid input type", argument.At);
            }
            Directives(argument.Directives, "ARGUMENT_DEFINITION", defining, isOneLocation: true);
        }
    }

    private static void Name(string name, Position? at)
    {
        if (at is not { IsPrelude: true } && name.StartsWith("__", StringComparison.Ordinal))
        {
            Fail($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", at);
        }
    }

    [DoesNotReturn]
    private static void Fail(string message, Position? at) => throw new GraphQlException(new GraphQlFault(message, at));
}
