using System.Globalization;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Built-ins that parse GraphQL and check queries against schemas.</summary>
internal static class GraphQlBuiltins
{
    private const string Document = "any<string, object[any: any]>";

    /// <summary>Returns a query and a schema as objects, after checking the one against the other.</summary>
    [Builtin("graphql.parse", "(query: " + Document + ", schema: " + Document + ") -> array<object[any: any], object[any: any]>")]
    internal static RegoValue Parse(BuiltinContext context, RegoValue query, RegoValue schema)
    {
        try
        {
            var (queryForm, schemaForm) = ParseAndCheck(context, query, schema);
            return RegoArray.Create(queryForm, schemaForm);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    /// <summary>Tells whether a query is valid under a schema, and returns both as objects; empty ones when it is not.</summary>
    [Builtin(
        "graphql.parse_and_verify",
        "(query: " + Document + ", schema: " + Document + ") -> array<boolean, object[any: any], object[any: any]>")]
    internal static RegoValue ParseAndVerify(BuiltinContext context, RegoValue query, RegoValue schema)
    {
        try
        {
            var (queryForm, schemaForm) = ParseAndCheck(context, query, schema);
            return RegoArray.Create(true, queryForm, schemaForm);
        }
        catch (RefusedOperandException)
        {
            return RegoArray.Create(false, RegoObject.Empty, RegoObject.Empty);
        }
    }

    /// <summary>Returns a query as an object.</summary>
    [Builtin("graphql.parse_query", "(query: string) -> object[any: any]")]
    internal static RegoValue ParseQuery(BuiltinContext context, string query)
    {
        try
        {
            return GraphQlJsonWriter.Write(ReadQuery(query));
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Returns a schema as an object.</summary>
    [Builtin("graphql.parse_schema", "(schema: string) -> object[any: any]")]
    internal static RegoValue ParseSchema(BuiltinContext context, string schema)
    {
        try
        {
            return GraphQlJsonWriter.Write(ReadSchema(schema));
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Tells whether a query is valid under a schema.</summary>
    [Builtin("graphql.is_valid", "(query: " + Document + ", schema: " + Document + ") -> boolean")]
    internal static bool IsValid(BuiltinContext context, RegoValue query, RegoValue schema)
    {
        try
        {
            ParseAndCheck(context, query, schema);
            return true;
        }
        catch (RefusedOperandException)
        {
            return false;
        }
    }

    /// <summary>Tells whether the types of a schema hold together.</summary>
    [Builtin("graphql.schema_is_valid", "(schema: " + Document + ") -> boolean")]
    internal static bool SchemaIsValid(RegoValue schema)
    {
        try
        {
            Build(ReadSchema(schema));
            return true;
        }
        catch (RefusedOperandException)
        {
            return false;
        }
    }

    private static (RegoValue Query, RegoValue Schema) ParseAndCheck(BuiltinContext context, in RegoValue query, in RegoValue schema)
    {
        try
        {
            return ParseAndCheckAll(context, query, schema);
        }
        catch (InsufficientExecutionStackException)
        {
            // Long chains of fragments nest where the text does not.
            throw new RefusedOperandException("document nests too deep");
        }
    }

    private static (RegoValue Query, RegoValue Schema) ParseAndCheckAll(BuiltinContext context, in RegoValue query, in RegoValue schema)
    {
        var queryDocument = ReadQuery(query);
        var schemaDocument = ReadSchema(schema);
        var faults = QueryWalker.Check(Build(schemaDocument), queryDocument, context);
        if (faults.Count > 0)
        {
            var rest = string.Concat(faults.Skip(1).Select(f => $"\n{f}"));
            throw new RefusedOperandException(Place($"{faults[0].Text}{rest}".TrimSuffix("."), faults[0].At, "GraphQL string"));
        }
        return (GraphQlJsonWriter.Write(queryDocument), GraphQlJsonWriter.Write(schemaDocument));
    }

    private static QueryDocument ReadQuery(in RegoValue query)
    {
        if (query.TryGetObject(out var form))
        {
            return GraphQlJsonReader.ReadQuery(form);
        }
        var text = Text(query, 1);
        return Parsed(() => GraphQlParser.ParseQuery(text));
    }

    private static SchemaDocument ReadSchema(in RegoValue schema)
    {
        if (schema.TryGetObject(out var form))
        {
            return GraphQlJsonReader.ReadSchema(form);
        }
        var text = Text(schema, 2);
        return Parsed(() => GraphQlParser.ParseSchema(text));
    }

    private static string Text(in RegoValue operand, int position) =>
        operand.TryGetString(out var text)
            ? text
            : throw new RefusedOperandException(
                $"operand {position} must be one of {{string, object}} but got {RegoValue.NameOf(operand.Kind)}", BuiltinError.TypeCode);

    private static T Parsed<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (GraphQlException error)
        {
            throw new RefusedOperandException(Place(error.Fault.Text, error.Fault.At, "GraphQL string"));
        }
    }

    private static Schema Build(SchemaDocument document)
    {
        try
        {
            return SchemaBuilder.Build(document);
        }
        catch (GraphQlException error)
        {
            throw new RefusedOperandException($"Error in gqlparser SchemaDocument to Schema conversion: {error.Fault}");
        }
        catch (InsufficientExecutionStackException)
        {
            throw new RefusedOperandException("document nests too deep");
        }
    }

    private static string Place(string message, Position? at, string where) =>
        at is null ? message : string.Create(CultureInfo.InvariantCulture, $"{message} in {where} at location {at.Line}:{at.Column}");

    private static string TrimSuffix(this string text, string suffix) =>
        text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
}
