using System.Collections.Immutable;
using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Filters;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Syntax.Json;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego eval --partial</c>: what is left of a query while part of its input is unknown, as Rego or as SQL.</summary>
internal sealed class PartialEval
{
    private static readonly string[] _dialects = ["sqlite", "duckdb", "postgresql"];

    public Option<bool> Partial { get; } = new("--partial", "-p") { Description = "Evaluate in part: print what is left while --unknowns are not known." };

    public Option<string[]> Unknowns { get; } = new("--unknowns", "-u")
    {
        Description = "Path that is not known, with --partial; may be given again. Default input.",
    };

    public Option<string?> Sql { get; } = new("--sql")
    {
        Description = $"With --partial: print a WHERE condition for a database, one of {string.Join(", ", _dialects)}. Needs --columns.",
    };

    public Option<string[]> Columns { get; } = new("--columns")
    {
        Description = "Columns of the rows, for --sql: KEY:text, KEY:number or KEY:boolean, with ? when it may be null, with =NAME when the database calls it otherwise.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string> Row { get; } = new("--row") { Description = "Path of the row in the input, for --sql. Default: the first of --unknowns.", DefaultValueFactory = _ => "" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Partial, Unknowns, Sql, Columns, Row })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Evaluates and prints.</summary>
    /// <exception cref="UserErrorException">An option, or something in the policy, stands in the way.</exception>
    public int Run(ParseResult parse, PreparedQuery query, RegoValue input, RegoValue data, EvaluationLimits limits, BuiltinHost host, string format, CancellationToken cancellation)
    {
        string[] unknowns = parse.GetValue(Unknowns) is { Length: > 0 } given ? [.. given.SelectMany(u => u.Split(',', StringSplitOptions.RemoveEmptyEntries))] : ["input"];
        try
        {
            var result = query.EvaluatePartially(input, data, new PartialOptions { Unknowns = unknowns, Limits = limits, Host = host }, cancellation);
            if (parse.GetValue(Sql) is { } dialect)
            {
                WriteSql(result, dialect, parse.GetValue(Row) is { Length: > 0 } row ? row : unknowns[0], parse.GetValue(Columns) ?? [], format);
            }
            else if (format == "json")
            {
                Console.Out.WriteLine(ToJson(result).ToJson("  "));
            }
            else
            {
                WriteSource(result);
            }
            return ExitCode.Success;
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException(error.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
        }
    }

    private static void WriteSource(PartialResult result)
    {
        if (result.HoldsNever)
        {
            Console.Out.WriteLine("# never");
        }
        for (var i = 0; i < result.Queries.Length; i++)
        {
            Console.Out.WriteLine($"# Query {i + 1}");
            Console.Out.WriteLine(result.Queries[i].Length == 0 ? "true" : result.Queries[i]);
            Console.Out.WriteLine();
        }
        for (var i = 0; i < result.SupportModules.Length; i++)
        {
            Console.Out.WriteLine($"# Module {i + 1}");
            Console.Out.WriteLine(Formatted(result.SupportModules[i]));
        }
    }

    private static RegoValue ToJson(PartialResult result)
    {
        var partial = new ObjectBuilder();
        if (!result.HoldsNever)
        {
            partial.Set("queries", RegoArray.Create([.. result.Queries.Select(BodyOf)]));
        }
        if (result.SupportModules.Length > 0)
        {
            partial.Set("support", RegoArray.Create(
                [.. result.SupportModules.Select(m => AstWriter.Write(RegoParser.ParseModule(new SourceText("partial.rego", m)).Module))]));
        }
        return RegoObject.Create(("partial", partial.Build()));
    }

    /// <summary>The tree of a body is that of a rule made of it.</summary>
    private static RegoValue BodyOf(string query)
    {
        if (query.Length == 0)
        {
            return RegoArray.Empty;
        }
        var module = RegoParser.ParseModule(new SourceText("partial.rego", $"package p\nq if {{\n{query}\n}}"));
        return AstWriter.Write(module.Module).Get("rules").Get(0).Get("body");
    }

    private static string Formatted(string module) => RegoFormatter.Format(new SourceText("partial.rego", module)).Text ?? module;

    private static void WriteSql(PartialResult result, string dialect, string row, string[] columns, string format)
    {
        var kind = dialect switch
        {
            "sqlite" => SqlDialect.Sqlite,
            "duckdb" => SqlDialect.DuckDb,
            "postgresql" => SqlDialect.PostgreSql,
            _ => throw new UserErrorException($"--sql {dialect}: one of {string.Join(", ", _dialects)}"),
        };
        if (columns.Length == 0)
        {
            throw new UserErrorException("--sql needs --columns, for example --columns owner:text age:number?");
        }
        var schema = new RowSchema(row, [.. columns.SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(ReadColumn)]);
        var filter = result.ToRowCondition(schema).ToSql(kind);
        if (format == "json")
        {
            Console.Out.WriteLine(RegoValue.From(RegoObject.Create(
                ("where", filter.Text),
                ("parameters", RegoObject.Create([.. filter.Parameters.Select(p => ((RegoValue)p.Name, ToValue(p.Value)))])))).ToJson("  "));
            return;
        }
        Console.Out.WriteLine($"WHERE {filter.Text}");
        foreach (var (name, value) in filter.Parameters)
        {
            Console.Out.WriteLine($"-- {name} = {ToValue(value)}");
        }
    }

    private static RegoValue ToValue(object value) => value switch
    {
        string text => text,
        long whole => whole,
        bool flag => flag,
        double number when RegoValue.TryParseNumber(number.ToString("R", System.Globalization.CultureInfo.InvariantCulture), out var parsed) => parsed,
        _ => value.ToString()!,
    };

    private static RowColumn ReadColumn(string text)
    {
        var (left, name) = text.Split('=', 2) is [var l, var n] ? (l, n) : (text, "");
        var parts = left.Split(':', 2);
        var isNullable = parts is [_, var t] && t.EndsWith('?');
        ColumnType? type = parts is [_, var word]
            ? word.TrimEnd('?') switch { "text" => ColumnType.Text, "number" => ColumnType.Number, "boolean" => ColumnType.Boolean, _ => null }
            : null;
        return type is { } known && parts[0].Length > 0
            ? new RowColumn(parts[0], name.Length > 0 ? name : parts[0], known, isNullable)
            : throw new UserErrorException($"--columns {text}: KEY:text, KEY:number or KEY:boolean, with ? when it may be null");
    }
}
