using System.Runtime.CompilerServices;
using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Finds input objects that hold themselves through fields that must be given, so that no value can ever be written.</summary>
internal sealed class InputCycles(Schema schema)
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<(string Type, FieldDefinition Field)> _path = [];

    /// <summary>Checks types in order.</summary>
    /// <exception cref="GraphQlException">There is a cycle.</exception>
    internal void Check(IEnumerable<Definition> types)
    {
        foreach (var type in types.Where(t => t.Kind == DefinitionKind.InputObject))
        {
            Follow(type);
        }
    }

    private void Follow(Definition type)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_visited.Add(type.Name))
        {
            return;
        }
        // A nullable field, or any list, lets a value end.
        foreach (var field in type.Fields.Where(f => f.Type.IsNonNull && f.Type.NamedType.Length > 0))
        {
            if (schema.Type(field.Type.NamedType) is not { Kind: DefinitionKind.InputObject } next)
            {
                continue;
            }
            _path.Add((type.Name, field));
            var start = _path.FindIndex(step => step.Type == next.Name);
            if (start >= 0)
            {
                var names = string.Join('.', _path.Skip(start).Select(step => step.Field.Name));
                throw new GraphQlException(new GraphQlFault(
                    $"Cannot reference Input Object {GoQuote.Quote(next.Name)} within itself through a series of non-null fields: {GoQuote.Quote(names)}.",
                    _path[start].Field.At));
            }
            Follow(next);
            _path.RemoveAt(_path.Count - 1);
        }
    }
}
