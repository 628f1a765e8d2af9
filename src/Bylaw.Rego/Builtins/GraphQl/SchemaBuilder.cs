using System.Diagnostics.CodeAnalysis;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Joins a schema document with the prelude and checks that its types hold together.</summary>
internal sealed class SchemaBuilder
{
    private readonly Schema _schema = new();

    /// <summary>Builds a schema.</summary>
    /// <exception cref="GraphQlException">The types do not hold together.</exception>
    internal static Schema Build(SchemaDocument document)
    {
        var builder = new SchemaBuilder();
        var prelude = Prelude.Parse();
        builder.AddTypes([.. prelude.Definitions, .. document.Definitions], document.Extensions);
        builder.AddDirectives([.. prelude.Directives, .. document.Directives]);
        if (document.Schemas.Count > 1)
        {
            Fail("Cannot have multiple schema entry points, consider schema extensions instead.", document.Schemas[1].At);
        }
        var check = new SchemaCheck(builder._schema);
        foreach (var definition in document.Schemas.Concat(document.SchemaExtensions))
        {
            builder.AddRoots(definition);
            check.Directives(definition.Directives, "SCHEMA", null, isOneLocation: true);
        }
        check.All();
        if (document.Schemas.Count == 0)
        {
            builder.InferRoots();
        }
        builder.AddIntrospection();
        return builder._schema;
    }

    private void AddTypes(IEnumerable<Definition> definitions, IEnumerable<Definition> extensions)
    {
        var order = new List<Definition>();
        foreach (var definition in definitions)
        {
            // Extensions grow the copy, so that the document stays as it was written.
            var copy = definition.Copy();
            if (!_schema.Types.TryAdd(definition.Name, copy))
            {
                Fail($"Cannot redeclare type {definition.Name}.", definition.At);
            }
            order.Add(copy);
        }
        foreach (var extension in extensions)
        {
            if (_schema.Type(extension.Name) is not { } target)
            {
                target = new Definition { Kind = extension.Kind, Name = extension.Name, At = extension.At };
                _schema.Types[extension.Name] = target;
                order.Add(target);
            }
            if (target.Kind != extension.Kind)
            {
                Fail($"Cannot extend type {extension.Name} because the base type is a {target.Kind}, not {extension.Kind}.", extension.At);
            }
            target.Directives.AddRange(extension.Directives);
            target.Interfaces.AddRange(extension.Interfaces);
            target.Fields.AddRange(extension.Fields);
            target.Types.AddRange(extension.Types);
            target.EnumValues.AddRange(extension.EnumValues);
        }
        order.ForEach(AddPossibleTypes);
    }

    private void AddPossibleTypes(Definition definition)
    {
        switch (definition.Kind)
        {
            case DefinitionKind.Union:
                foreach (var (name, _) in definition.Types)
                {
                    if (_schema.Type(name) is { } member)
                    {
                        _schema.AddPossible(definition.Name, member);
                    }
                }
                break;
            case DefinitionKind.InputObject or DefinitionKind.Object or DefinitionKind.Interface:
                foreach (var name in definition.Interfaces)
                {
                    _schema.AddPossible(name, definition);
                }
                if (definition.Kind != DefinitionKind.Interface)
                {
                    _schema.AddPossible(definition.Name, definition);
                }
                break;
        }
    }

    private void AddDirectives(IEnumerable<DirectiveDefinition> directives)
    {
        foreach (var directive in directives)
        {
            // A schema may state the directives of the specification once more, in the form of its own day.
            if (_schema.Directives.ContainsKey(directive.Name)
                && directive.Name is not ("include" or "skip" or "deprecated" or "specifiedBy" or "defer" or "oneOf"))
            {
                Fail($"Cannot redeclare directive {directive.Name}.", directive.At);
            }
            _schema.Directives[directive.Name] = directive;
        }
    }

    private void AddRoots(SchemaDefinition definition)
    {
        foreach (var root in definition.OperationTypes)
        {
            if (_schema.Type(root.Type) is not { } type)
            {
                Fail($"Schema root {root.Operation} refers to a type {root.Type} that does not exist.", root.At);
                return;
            }
            _schema.SetRoot(root.Operation, type);
        }
    }

    private void InferRoots()
    {
        _schema.Query ??= _schema.Type("Query");
        _schema.Mutation ??= _schema.Type("Mutation");
        _schema.Subscription ??= _schema.Type("Subscription");
    }

    private void AddIntrospection()
    {
        _schema.Query?.Fields.AddRange(
        [
            new FieldDefinition { Name = "__schema", Type = new TypeReference("__Schema", null, IsNonNull: true, null) },
            new FieldDefinition
            {
                Name = "__type",
                Type = new TypeReference("__Type", null, IsNonNull: false, null),
                Arguments = [new ArgumentDefinition { Name = "name", Type = new TypeReference("String", null, IsNonNull: true, null) }],
            },
        ]);
    }

    [DoesNotReturn]
    private static void Fail(string message, Position? at) => throw new GraphQlException(new GraphQlFault(message, at));
}
