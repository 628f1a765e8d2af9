using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Shows documents as objects, with the names that OPA gives; places and empty lists are left out.</summary>
internal static class GraphQlJsonWriter
{
    internal static RegoValue Write(QueryDocument document)
    {
        var result = new ObjectBuilder();
        Set(result, "Operations", document.Operations, Write);
        Set(result, "Fragments", document.Fragments, Write);
        return result.Build();
    }

    internal static RegoValue Write(SchemaDocument document)
    {
        var result = new ObjectBuilder();
        Set(result, "Schema", document.Schemas, Write);
        Set(result, "SchemaExtension", document.SchemaExtensions, Write);
        Set(result, "Directives", document.Directives, Write);
        Set(result, "Definitions", document.Definitions, Write);
        Set(result, "Extensions", document.Extensions, Write);
        return result.Build();
    }

    private static RegoValue Write(OperationDefinition operation)
    {
        var result = new ObjectBuilder();
        result.Set("Operation", operation.Operation);
        result.Set("Name", operation.Name);
        Set(result, "VariableDefinitions", operation.Variables, Write);
        Set(result, "Directives", operation.Directives, Write);
        Set(result, "SelectionSet", operation.Selections, Write);
        return result.Build();
    }

    private static RegoValue Write(FragmentDefinition fragment)
    {
        var result = new ObjectBuilder();
        result.Set("Name", fragment.Name);
        Set(result, "VariableDefinition", fragment.Variables, Write);
        result.Set("TypeCondition", fragment.TypeCondition);
        Set(result, "Directives", fragment.Directives, Write);
        Set(result, "SelectionSet", fragment.Selections, Write);
        return result.Build();
    }

    private static RegoValue Write(VariableDefinition variable)
    {
        var result = new ObjectBuilder();
        result.Set("Variable", variable.Name);
        result.Set("Type", Write(variable.Type));
        Set(result, "DefaultValue", variable.DefaultValue);
        Set(result, "Directives", variable.Directives, Write);
        result.Set("Used", false);
        return result.Build();
    }

    private static RegoValue Write(Selection selection)
    {
        var result = new ObjectBuilder();
        switch (selection)
        {
            case Field field:
                result.Set("Alias", field.Alias);
                result.Set("Name", field.Name);
                Set(result, "Arguments", field.Arguments, Write);
                Set(result, "SelectionSet", field.Selections, Write);
                break;
            case FragmentSpread spread:
                result.Set("Name", spread.Name);
                break;
            case InlineFragment fragment:
                result.Set("TypeCondition", fragment.TypeCondition);
                Set(result, "SelectionSet", fragment.Selections, Write);
                break;
        }
        Set(result, "Directives", selection.Directives, Write);
        return result.Build();
    }

    private static RegoValue Write(Argument argument) =>
        RegoObject.Create(("Name", argument.Name), ("Value", Write(argument.Value)));

    private static RegoValue Write(Directive directive)
    {
        var result = new ObjectBuilder();
        result.Set("Name", directive.Name);
        Set(result, "Arguments", directive.Arguments, Write);
        result.Set("Location", "");
        return result.Build();
    }

    private static RegoValue Write(GraphQlValue value)
    {
        var result = new ObjectBuilder();
        result.Set("Raw", value.Raw);
        Set(result, "Children", value.Children, child => (RegoValue)RegoObject.Create(("Name", child.Name), ("Value", Write(child.Value))));
        result.Set("Kind", (long)value.Kind);
        result.Set("ExpectedTypeHasDefault", false);
        return result.Build();
    }

    private static RegoValue Write(TypeReference type)
    {
        var result = new ObjectBuilder();
        result.Set("NamedType", type.NamedType);
        result.Set("NonNull", type.IsNonNull);
        if (type.Element is not null)
        {
            result.Set("Elem", Write(type.Element));
        }
        return result.Build();
    }

    private static RegoValue Write(SchemaDefinition schema)
    {
        var result = new ObjectBuilder();
        result.Set("Description", schema.Description);
        Set(result, "Directives", schema.Directives, Write);
        Set(result, "OperationTypes", schema.OperationTypes, o => (RegoValue)RegoObject.Create(("Operation", o.Operation), ("Type", o.Type)));
        return result.Build();
    }

    private static RegoValue Write(Definition definition)
    {
        var result = new ObjectBuilder();
        result.Set("Kind", definition.Kind);
        result.Set("Description", definition.Description);
        result.Set("Name", definition.Name);
        Set(result, "Directives", definition.Directives, Write);
        Set(result, "Interfaces", definition.Interfaces, i => (RegoValue)i);
        Set(result, "Fields", definition.Fields, Write);
        Set(result, "Types", definition.Types, t => (RegoValue)t.Name);
        Set(result, "EnumValues", definition.EnumValues, Write);
        result.Set("BuiltIn", definition.IsBuiltIn);
        return result.Build();
    }

    private static RegoValue Write(FieldDefinition field)
    {
        var result = new ObjectBuilder();
        result.Set("Description", field.Description);
        result.Set("Name", field.Name);
        Set(result, "Arguments", field.Arguments, Write);
        Set(result, "DefaultValue", field.DefaultValue);
        result.Set("Type", Write(field.Type));
        Set(result, "Directives", field.Directives, Write);
        return result.Build();
    }

    private static RegoValue Write(ArgumentDefinition argument)
    {
        var result = new ObjectBuilder();
        result.Set("Description", argument.Description);
        result.Set("Name", argument.Name);
        Set(result, "DefaultValue", argument.DefaultValue);
        result.Set("Type", Write(argument.Type));
        Set(result, "Directives", argument.Directives, Write);
        return result.Build();
    }

    private static RegoValue Write(EnumValueDefinition value)
    {
        var result = new ObjectBuilder();
        result.Set("Description", value.Description);
        result.Set("Name", value.Name);
        Set(result, "Directives", value.Directives, Write);
        return result.Build();
    }

    private static RegoValue Write(DirectiveDefinition directive)
    {
        var result = new ObjectBuilder();
        result.Set("Description", directive.Description);
        result.Set("Name", directive.Name);
        Set(result, "Arguments", directive.Arguments, Write);
        Set(result, "Locations", directive.Locations, l => (RegoValue)l);
        result.Set("IsRepeatable", directive.IsRepeatable);
        return result.Build();
    }

    private static void Set(ObjectBuilder result, string name, GraphQlValue? value)
    {
        if (value is not null)
        {
            result.Set(name, Write(value));
        }
    }

    private static void Set<T>(ObjectBuilder result, string name, IReadOnlyCollection<T> items, Func<T, RegoValue> write)
    {
        if (items.Count > 0)
        {
            result.Set(name, RegoArray.Create([.. items.Select(write)]));
        }
    }
}
