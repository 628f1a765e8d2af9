using System.Buffers;
using System.Text;
using System.Text.Json;
using Bylaw.Rego;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Filters;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace EmbedEngine;

/// <summary>Shows each part of the engine's public face once. What docs/rego.md cites stands here, so that it is compiled and run.</summary>
public static class Program
{
    private const string Text = """
        package authz

        default allow := false

        allow if {
        	host.tenant_active(input.tenant)
        	input.user == data.owner
        }

        allow if data.users[input.user].role == "admin"

        visible if input.row.owner == input.user

        visible if {
        	input.row.level < data.public_below
        	not input.row.name == "secret"
        }
        """;

    /// <summary>Runs the examples.</summary>
    public static int Main(string[] args)
    {
        if (args is ["start"])
        {
            // The shortest way from text to a value, to measure the start of a process.
            Console.WriteLine(RegoCompiler.Compile(Array.Empty<SourceText>()).Policies!.Prepare("1 + 1").Query!.EvaluateValue(default));
            return 0;
        }
        Run(Console.Out);
        return 0;
    }

    /// <summary>Runs the examples.</summary>
    /// <param name="output">Where they write.</param>
    public static void Run(TextWriter output)
    {
        var options = new CompilerOptions { Builtins = BuiltinTable.Default.With(BuiltinCatalog.Library) };
        var compilation = RegoCompiler.Compile([new SourceText("authz.rego", Text)], options);
        if (!compilation.Succeeded)
        {
            foreach (var diagnostic in compilation.Diagnostics)
            {
                output.WriteLine(diagnostic); // file:line:column: error CODE: message
            }
            return;
        }
        PreparedQuery query = compilation.Policies.Prepare("data.authz.allow").Query!;
        RegoValue data = RegoValue.FromJson("""{"owner": "ann", "public_below": 3, "users": {}}""");

        var utf8Input = """{"tenant": "acme", "user": "ann"}"""u8;
        RegoValue value = query.EvaluateValue(RegoValue.FromJson(utf8Input), data); // one value, the short way
        output.WriteLine($"value: {value}");

        Decision decision = query.Evaluate(RegoValue.FromJson(utf8Input), data, EvaluationOptions.Default, CancellationToken.None);
        output.WriteLine($"decision: {decision.Value}, {decision.Results.Length} result");

        var buffer = new ArrayBufferWriter<byte>();
        bool defined = query.EvaluateJson(utf8Input, data, buffer); // JSON in, JSON out
        output.WriteLine($"json: {defined} {Encoding.UTF8.GetString(buffer.WrittenSpan)}");

        Inputs(query, data, output);
        Store(query, output);
        Why(query, data, output);
        Partial(compilation.Policies, data, output);
        Limits(compilation.Policies, output);
    }

    private static void Inputs(PreparedQuery query, RegoValue data, TextWriter output)
    {
        using var json = JsonDocument.Parse("""{"tenant": "acme", "user": "bob"}""");
        RegoValue fromElement = RegoValue.FromJson(json.RootElement);
        RegoValue fromObject = RegoValue.FromObject(new Document("plan", "ann", 2), ExampleJson.Default.Document);
        output.WriteLine($"inputs: {query.EvaluateValue(fromElement, data)} {fromObject}");
    }

    private static void Store(PreparedQuery query, TextWriter output)
    {
        var store = new DataStore(RegoValue.FromJson("""{"users": {}}"""));
        RegoValue input = RegoObject.Create(("user", "bob"), ("tenant", "none"));
        DataSnapshot before = store.Current;
        store.Apply(DataChange.Set(["users", "bob"], RegoValue.FromJson("""{"role": "admin"}""")));
        output.WriteLine($"store: {query.EvaluateValue(input, before.Data)} then {query.EvaluateValue(input, store.Current.Data)}");
    }

    private static void Why(PreparedQuery query, RegoValue data, TextWriter output)
    {
        var utf8Input = """{"tenant": "acme", "user": "bob"}"""u8;
        var options = new EvaluationOptions { Explain = true, InputPositions = DocumentPositions.FromJson("input.json", utf8Input) };
        Decision decision = query.Evaluate(RegoValue.FromJson(utf8Input), data, options);
        decision.Explanation!.Write(output);
        RegoValue json = decision.Explanation!.ToValue(); // for programs
        output.WriteLine($"explained: {json.Get("defined")}");
    }

    private static void Partial(Policies policies, RegoValue data, TextWriter output)
    {
        PreparedQuery query = policies.Prepare("data.authz.visible").Query!;
        RegoValue input = RegoObject.Create(("user", "ann"));
        PartialResult rest = query.EvaluatePartially(input, data, new PartialOptions { Unknowns = ["input.row"] });
        foreach (string residual in rest.Queries)
        {
            output.WriteLine($"residual: {residual.ReplaceLineEndings("; ")}");
        }
        RowCondition condition = rest.ToRowCondition(new RowSchema("input.row",
        [
            new RowColumn("name", "Name", ColumnType.Text, IsNullable: false),
            new RowColumn("owner", "Owner", ColumnType.Text, IsNullable: false),
            new RowColumn("level", "Level", ColumnType.Number, IsNullable: false),
        ]));
        SqlFilter sql = condition.ToSql(SqlDialect.Sqlite); // text behind WHERE, and parameters
        output.WriteLine($"sql: {sql.Text} with {string.Join(", ", sql.Parameters.Select(p => $"{p.Name}={p.Value}"))}");
    }

    private static void Limits(Policies policies, TextWriter output)
    {
        PreparedQuery query = policies.Prepare("count([1 | some a in numbers.range(1, 9999); some b in numbers.range(1, 9999); a == b])").Query!;
        var options = new EvaluationOptions { Limits = new EvaluationLimits { MaxSteps = 100_000 } };
        try
        {
            query.EvaluateValue(default, default, options);
        }
        catch (EvaluationLimitException error)
        {
            output.WriteLine($"limit: {error.Limit}");
        }
    }
}
