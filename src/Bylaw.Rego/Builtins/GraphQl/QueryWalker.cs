using System.Runtime.CompilerServices;
using Bylaw.Rego.Builtins.GraphQl.Rules;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Walks a query along its schema, fills in what each part means, and shows the parts to the rules.</summary>
internal sealed class QueryWalker
{
    private readonly IReadOnlyList<QueryRule> _rules;
    private const int WorkPerCheck = 10;

    private readonly BuiltinContext _context;
    private HashSet<string> _spread = new(StringComparer.Ordinal);

    private QueryWalker(Schema schema, QueryDocument document, IReadOnlyList<QueryRule> rules, BuiltinContext context)
    {
        Schema = schema;
        Document = document;
        _rules = rules;
        _context = context;
    }

    internal Schema Schema { get; }

    internal QueryDocument Document { get; }

    internal OperationDefinition? Operation { get; private set; }

    internal List<GraphQlFault> Faults { get; } = [];

    /// <summary>Checks a query against a schema.</summary>
    /// <returns>The faults, in the order in which they were met.</returns>
    internal static IReadOnlyList<GraphQlFault> Check(Schema schema, QueryDocument document, BuiltinContext context)
    {
        var rules = QueryRules.Create();
        var walker = new QueryWalker(schema, document, rules, context);
        foreach (var rule in rules)
        {
            rule.Walker = walker;
        }
        walker.Walk();
        return walker.Faults;
    }

    internal void Spend() => _context.Spend(WorkPerCheck);

    private void Walk()
    {
        foreach (var operation in Document.Operations)
        {
            _spread = new(StringComparer.Ordinal);
            Walk(operation);
        }
        foreach (var fragment in Document.Fragments)
        {
            _spread = new(StringComparer.Ordinal);
            Walk(fragment);
        }
    }

    private void Walk(OperationDefinition operation)
    {
        Operation = operation;
        foreach (var variable in operation.Variables)
        {
            variable.Definition = Schema.Type(variable.Type.Name);
            Each(rule => rule.OnVariable(variable));
            if (variable.DefaultValue is { } value)
            {
                value.ExpectedType = variable.Type;
                value.Definition = variable.Definition;
            }
        }
        foreach (var variable in operation.Variables)
        {
            if (variable.DefaultValue is not null)
            {
                Walk(variable.DefaultValue);
            }
            Walk(variable.Directives, "VARIABLE_DEFINITION");
        }
        var root = Schema.Root(operation.Operation);
        Walk(operation.Directives, operation.Operation.Length == 0 ? "QUERY" : operation.Operation.ToUpperInvariant());
        Walk(root, operation.Selections);
        Each(rule => rule.OnOperation(operation));
        Operation = null;
    }

    private void Walk(FragmentDefinition fragment)
    {
        fragment.Definition = Schema.Type(fragment.TypeCondition);
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.Definition, fragment.Selections);
        Each(rule => rule.OnFragment(fragment));
    }

    private void Walk(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            directive.Definition = Schema.Directives.GetValueOrDefault(directive.Name);
            directive.Location = location;
            foreach (var argument in directive.Arguments)
            {
                Walk(directive.Definition?.Argument(argument.Name), argument);
            }
            Each(rule => rule.OnDirective(directive));
        }
        Each(rule => rule.OnDirectives(directives));
    }

    private void Walk(ArgumentDefinition? definition, Argument argument)
    {
        if (definition is not null)
        {
            Expect(argument.Value, definition.Type, definition.DefaultValue);
        }
        Walk(argument.Value);
    }

    private void Expect(GraphQlValue value, TypeReference type, GraphQlValue? defaultValue)
    {
        value.ExpectedType = type;
        value.ExpectedTypeHasDefault = defaultValue is not null and not { Kind: GraphQlValueKind.Null };
        value.Definition = Schema.Type(type.Name);
    }

    private void Walk(GraphQlValue value)
    {
        if (value.Kind == GraphQlValueKind.Variable && Operation is not null)
        {
            value.VariableDefinition = Operation.Variables.FirstOrDefault(v => v.Name == value.Raw);
            if (value.VariableDefinition is { } variable)
            {
                variable.IsUsed = true;
            }
        }
        foreach (var child in value.Children)
        {
            if (value.Kind == GraphQlValueKind.Object && value.Definition?.Field(child.Name) is { } field)
            {
                Expect(child.Value, field.Type, field.DefaultValue);
            }
            else if (value.Kind == GraphQlValueKind.List && value.ExpectedType?.Element is { } element)
            {
                child.Value.ExpectedType = element;
                child.Value.Definition = value.Definition;
            }
            Walk(child.Value);
        }
        Each(rule => rule.OnValue(value));
    }

    private void Walk(Definition? parent, IReadOnlyList<Selection> selections)
    {
        Spend();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in selections)
        {
            selection.Parent = parent;
            switch (selection)
            {
                case Field field:
                    Walk(parent, field);
                    break;
                case InlineFragment fragment:
                    var type = fragment.TypeCondition.Length > 0 ? Schema.Type(fragment.TypeCondition) : parent;
                    Walk(fragment.Directives, "INLINE_FRAGMENT");
                    Walk(type, fragment.Selections);
                    Each(rule => rule.OnInlineFragment(fragment));
                    break;
                case FragmentSpread spread:
                    Walk(spread);
                    break;
            }
        }
    }

    private void Walk(Definition? parent, Field field)
    {
        field.Definition = field.Name == "__typename"
            ? new FieldDefinition { Name = "__typename", Type = new TypeReference("String", null, IsNonNull: false, null) }
            : parent?.Field(field.Name);
        var type = field.Definition is { } definition ? Schema.Type(definition.Type.Name) : null;
        foreach (var argument in field.Arguments)
        {
            Walk(field.Definition?.Argument(argument.Name), argument);
        }
        Walk(field.Directives, "FIELD");
        Walk(type, field.Selections);
        Each(rule => rule.OnField(field));
    }

    private void Walk(FragmentSpread spread)
    {
        spread.Definition = Document.Fragment(spread.Name);
        Walk(spread.Directives, "FRAGMENT_SPREAD");
        // Once an operation is enough, and ends cycles.
        if (spread.Definition is { } fragment && _spread.Add(fragment.Name))
        {
            Walk(fragment.Directives, "FRAGMENT_DEFINITION");
            Walk(Schema.Type(fragment.TypeCondition), fragment.Selections);
        }
        Each(rule => rule.OnFragmentSpread(spread));
    }

    private void Each(Action<QueryRule> tell)
    {
        foreach (var rule in _rules)
        {
            tell(rule);
        }
    }
}
