using System.Globalization;

namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>Values must be of the type that is expected where they stand.</summary>
internal sealed class ValuesOfCorrectType : QueryRule
{
    internal override void OnValue(GraphQlValue value)
    {
        if (value.Definition is not { } type || value.ExpectedType is not { } expected)
        {
            return;
        }
        if (value.Kind == GraphQlValueKind.Null && expected.IsNonNull)
        {
            Report($"Expected value of type \"{expected}\", found {value}.", value.At);
        }
        // Scalars that the schema made up are checked by its server alone.
        if (type.Kind == DefinitionKind.Scalar && type.Name is not ("Int" or "Float" or "String" or "Boolean" or "ID"))
        {
            return;
        }
        if (value.Kind == GraphQlValueKind.Int && !long.TryParse(value.Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            Unexpected(value, type, expected, "");
        }
        switch (value.Kind)
        {
            case GraphQlValueKind.List when expected.Element is null:
                Unexpected(value, type, expected, "");
                break;
            case GraphQlValueKind.Int:
                Require(value, type, expected, "Int", "Float", "ID");
                break;
            case GraphQlValueKind.Float:
                Require(value, type, expected, "Float");
                break;
            case GraphQlValueKind.Boolean:
                Require(value, type, expected, "Boolean");
                break;
            case GraphQlValueKind.String or GraphQlValueKind.Block when type.Kind == DefinitionKind.Enum:
                Report($"Enum \"{expected}\" cannot represent non-enum value: {value}.{Advice(value, type)}", value.At);
                break;
            case GraphQlValueKind.String or GraphQlValueKind.Block:
                Require(value, type, expected, "String", "ID");
                break;
            case GraphQlValueKind.Enum when type.Kind != DefinitionKind.Enum:
                Unexpected(value, type, expected, Advice(value, type, areQuoted: false));
                break;
            case GraphQlValueKind.Enum when !type.EnumValues.Exists(v => v.Name == value.Raw):
                Report($"Value \"{value}\" does not exist in \"{expected}\" enum.{Advice(value, type)}", value.At);
                break;
            case GraphQlValueKind.Object:
                CheckObject(value, type);
                break;
        }
    }

    private static string Advice(GraphQlValue value, Definition type, bool areQuoted = true) =>
        Suggestions.DidYouMean("Did you mean the enum value", value.Raw, type.EnumValues.Select(v => v.Name), areQuoted);

    private void Require(GraphQlValue value, Definition type, TypeReference expected, params ReadOnlySpan<string> accepted)
    {
        if (!accepted.Contains(type.Name))
        {
            Unexpected(value, type, expected, "");
        }
    }

    private void CheckObject(GraphQlValue value, Definition type)
    {
        foreach (var field in type.Fields.Where(f => f.Type.IsNonNull && f.DefaultValue is null))
        {
            if (!value.Children.Any(c => c.Name == field.Name))
            {
                Report($"Field \"{type.Name}.{field.Name}\" of required type \"{field.Type}\" was not provided.", value.At);
            }
        }
        if (type.Directives.Exists(d => d.Name == "oneOf"))
        {
            CheckOneOf(value, type);
        }
        foreach (var child in value.Children.Where(c => type.Field(c.Name) is null))
        {
            var advice = Suggestions.DidYouMean("Did you mean", child.Name, type.Fields.Select(f => f.Name));
            Report($"Field \"{child.Name}\" is not defined by type \"{type.Name}\".{advice}", child.At);
        }
    }

    private void CheckOneOf(GraphQlValue value, Definition type)
    {
        if (value.Children.Count != 1)
        {
            Report($"OneOf Input Object \"{type.Name}\" must specify exactly one key.", value.At);
        }
        else if (value.Children[0].Value is { Kind: GraphQlValueKind.Null } child)
        {
            Report($"Field \"{type.Name}.{type.Fields[0].Name}\" must be non-null.", child.At);
        }
    }

    private void Unexpected(GraphQlValue value, Definition type, TypeReference expected, string advice)
    {
        var message = expected.ToString() switch
        {
            "Int" or "Int!" when IsWhole(value.Raw) => $"Int cannot represent non 32-bit signed integer value: {value}",
            "Int" or "Int!" => $"Int cannot represent non-integer value: {value}",
            "String" or "String!" or "[String]" => $"String cannot represent a non string value: {value}",
            "Boolean" or "Boolean!" => $"Boolean cannot represent a non boolean value: {value}",
            "Float" or "Float!" => $"Float cannot represent non numeric value: {value}",
            "ID" or "ID!" => $"ID cannot represent a non-string and non-integer value: {value}",
            var name when type.Kind == DefinitionKind.Enum => $"Enum \"{name}\" cannot represent non-enum value: {value}.",
            var name => $"Expected value of type \"{name}\", found {value}.",
        };
        Report(message + advice, value.At);
    }

    private static bool IsWhole(string raw) =>
        raw.TrimStart('-') is { Length: > 0 } digits && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        && !int.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
