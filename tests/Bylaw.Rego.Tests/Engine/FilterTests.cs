using System.Data.Common;
using System.Globalization;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Filters;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Filters made of residuals find the rows for which full evaluation holds, in LINQ and in two databases.</summary>
public sealed class FilterTests
{
    private static readonly Row[] _rows =
    [
        .. from name in new[] { "ann", "bob", "Ann", "", null, "a%b", "日本語x", "annex" }
           from age in new long?[] { 17, 18, 40, null }
           from active in new bool?[] { true, false, null }
           select new Row { Id = 0, Name = name, Age = age, Score = (age ?? 0) / 2.0, Active = active, Owner = name is null ? "bob" : "ann" },
    ];

    [Theory]
    [InlineData("p if input.row.name == \"ann\"")]
    [InlineData("p if input.row.name != \"ann\"")]
    [InlineData("p if input.row.age < 18")]
    [InlineData("p if not input.row.age >= 18")]
    [InlineData("p if input.row.age > \"x\"")]
    [InlineData("p if input.row.age < \"x\"")]
    [InlineData("p if input.row.age == null")]
    [InlineData("p if input.row.age <= null")]
    [InlineData("p if input.row.active")]
    [InlineData("p if not input.row.active")]
    [InlineData("p if input.row.name in {\"ann\", \"bob\", null, 3}")]
    [InlineData("p if not input.row.name in [\"ann\"]")]
    [InlineData("p if startswith(input.row.name, \"a%\")")]
    [InlineData("p if endswith(input.row.name, \"語x\")")]
    [InlineData("p if contains(input.row.name, \"n\")")]
    [InlineData("p if not startswith(input.row.name, \"\")")]
    [InlineData("p if input.row.name == input.row.owner")]
    [InlineData("p if input.row.score < input.row.age")]
    [InlineData("p if input.row.score >= 8.5")]
    [InlineData("p if is_null(input.row.name)")]
    [InlineData("p if { is_string(input.row.name); not is_number(input.row.age) }")]
    [InlineData("default p := false\np if adult\np if input.row.owner == data.me\nadult if { input.row.age >= 18; input.row.active == true }")]
    [InlineData("p := true if input.row.age > 20 else := false if input.row.name == \"bob\" else := true")]
    [InlineData("p if level(input.row.age) == \"high\"\nlevel(x) := \"high\" if x > 18\nlevel(x) := \"low\" if x <= 18")]
    [InlineData("p if { some team in data.teams; input.row.name == team.lead; input.row.age > team.min }")]
    [InlineData("p if { every v in [1, 2] { input.row.age > v } }")]
    [InlineData("p if data.never")]
    [InlineData("p if not data.never")]
    public async Task Rows_are_those_of_full_evaluation(string rules) => await Check(rules);

    [Fact]
    public async Task Made_up_filters_find_the_rows_of_full_evaluation()
    {
        var comparison = Gen.Select(
            Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 6],
            (c, o, v) => $"input.row.{new[] { "name", "age", "active", "score", "owner" }[c]} {new[] { "==", "!=", "<", "<=", ">", ">=" }[o]} {new[] { "\"ann\"", "18", "true", "null", "17.5", "\"\"", "false" }[v]}");
        var literal = Gen.OneOf(comparison, comparison.Where(c => !c.Contains("!=", StringComparison.Ordinal)).Select(c => "not " + c), Gen.Int[0, 0].Select(_ => "q"), Gen.Int[0, 0].Select(_ => "not q"));
        var rules = Gen.Select(literal.Array[1, 3], literal.Array[1, 2], comparison.Array[1, 2], (a, b, c) =>
            $"p if {{ {string.Join("; ", a)} }}\np if {{ {string.Join("; ", b)} }}\nq if {{ {string.Join("; ", c)} }}");
        var made = new System.Collections.Concurrent.ConcurrentBag<string>();
        rules.Sample(made.Add, iter: 60);
        foreach (var one in made.Distinct())
        {
            await Check(one);
        }
    }

    [Theory]
    [InlineData("p if count(input.row.name) > 2", "`count`")]
    [InlineData("p if input.row.nothing == 1", "`nothing`, which is no column")]
    [InlineData("p if input.row.tags[_] == \"x\"", "iteration over a column")]
    [InlineData("p if lower(input.row.name) == \"x\"", "`lower`")]
    [InlineData("p if { every v in input.row.tags { v > 1 } }", "`every`")]
    public void What_is_outside_the_fragment_is_refused_by_name(string rules, string wanted)
    {
        var residual = Residual(rules);

        var error = Assert.Throws<PartialException>(() => residual.ToRowCondition(Schema));

        Assert.Contains(wanted, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordered_text_is_refused_by_linq_alone()
    {
        var condition = Residual("p if input.row.name < \"b\"").ToRowCondition(Schema);

        Assert.Throws<PartialException>(() => condition.ToExpression<Row>());
        Assert.Contains("\"Name\" < @p0", condition.ToSql(SqlDialect.Sqlite).Text, StringComparison.Ordinal);
    }

    private static RowSchema Schema => RowSchema.Of<Row>("input.row");

    private static RegoValue Data => RegoValue.FromJson("""{"me": "ann", "teams": [{"lead": "ann", "min": 17}, {"lead": "bob", "min": 18}]}""");

    private static PartialResult Residual(string rules) => Query(rules).EvaluatePartially(data: Data);

    private static PreparedQuery Query(string rules) =>
        RegoCompiler.Compile([new SourceText("a.rego", "package a\n" + rules)]).Policies!.Prepare("data.a.p").Query!;

    private static async Task Check(string rules)
    {
        var rows = _rows.Select((r, i) => r with { Id = i }).ToArray();
        var query = Query(rules);
        var wanted = rows.Where(r => query.EvaluateValue(RegoObject.Create(("row", r.ToValue())), Data).Holds).Select(r => r.Id).ToArray();
        var condition = Residual(rules).ToRowCondition(Schema);
        var linq = rules.Contains("name <", StringComparison.Ordinal) || rules.Contains("name >", StringComparison.Ordinal) || rules.Contains("owner <", StringComparison.Ordinal) || rules.Contains("owner >", StringComparison.Ordinal)
            ? wanted
            : [.. rows.Where(condition.ToExpression<Row>().Compile()).Select(r => r.Id)];

        var sqlite = await Select(new SqliteConnection("Data Source=:memory:"), condition.ToSql(SqlDialect.Sqlite), rows, "@");
        var duck = await Select(new DuckDBConnection("DataSource=:memory:"), condition.ToSql(SqlDialect.DuckDb), rows, "");

        Assert.Equal(wanted, linq);
        Assert.True(wanted.SequenceEqual(sqlite), $"{rules}\n{condition.ToSql(SqlDialect.Sqlite)}");
        Assert.True(wanted.SequenceEqual(duck), $"{rules}\n{condition.ToSql(SqlDialect.DuckDb)}");
    }

    private static async Task<List<int>> Select(DbConnection connection, SqlFilter filter, Row[] rows, string mark)
    {
        await using var open = connection;
        await open.OpenAsync(TestContext.Current.CancellationToken);
        await Execute("CREATE TABLE t (Id INTEGER, Name TEXT, Age BIGINT, Score DOUBLE, Active BOOLEAN, Owner TEXT)");
        await Execute("INSERT INTO t VALUES " + string.Join(", ", rows.Select(r => r.ToSql())));
        using var command = open.CreateCommand();
        command.CommandText = $"SELECT Id FROM t WHERE {filter.Text} ORDER BY Id";
        foreach (var (name, value) in filter.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = mark + name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        var found = new List<int>();
        using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(reader.GetInt32(0));
        }
        return found;

        async Task Execute(string sql)
        {
            using var statement = open.CreateCommand();
            statement.CommandText = sql;
            await statement.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private sealed record Row
    {
        public int Id { get; init; }

        public string? Name { get; init; }

        public long? Age { get; init; }

        public double Score { get; init; }

        public bool? Active { get; init; }

        public string? Owner { get; init; }

        public RegoValue ToValue() => RegoValue.FromJson(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, _camel));

        public string ToSql() => string.Create(
            CultureInfo.InvariantCulture, $"({Id}, {Text(Name)}, {Age?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}, {Score}, {Active?.ToString().ToUpperInvariant() ?? "NULL"}, {Text(Owner)})");

        private static readonly System.Text.Json.JsonSerializerOptions _camel = new() { PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase };

        private static string Text(string? value) => value is null ? "NULL" : $"'{value}'";
    }
}
