using Bylaw.Cli.Commands.Rego.Repl;
using Bylaw.Rego;
using Bylaw.Rego.Syntax;

namespace Bylaw.Cli.Tests.Rego;

/// <summary>Sessions of <c>bylaw rego run</c>: as scripts, and the line editor by its keys.</summary>
[Collection("console")]
public sealed class ReplTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-repl-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("x := 5\nx * 2", "Rule 'x' defined in package repl. Type ':show' to see rules.\n10")]
    [InlineData("x := 5\nx := 6\nx", "6")]
    [InlineData("p if {\n  1 == 1\n}\np", "true")]
    [InlineData("xs contains 1\nxs contains 2\ncount(xs)", "2")]
    [InlineData("f(x) := x + 1\nf(2)", "3")]
    [InlineData("x := 5\n:unset x\n:show", "package repl")]
    [InlineData("package a.b\nx := 1\ndata.a.b.x", "1")]
    [InlineData("import data.repl as r\ny := 2\nr.y", "2")]
    [InlineData("[1,\n2]", "[1,2]")]
    [InlineData("exit\n1", "")]
    public void A_script_is_carried_out(string script, string ends)
    {
        var (output, faults) = Run(script, "raw");

        Assert.Equal(0, faults);
        Assert.EndsWith(ends, output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x +", "REGO10")]
    [InlineData("y", "var y is unsafe")]
    [InlineData("p := \"a\" + 1", "REGO2102")]
    [InlineData(":lod x", "there is no command `:lod x`")]
    [InlineData(":unset", "usage: :unset NAME")]
    [InlineData(":unset q", "there is no rule `q`")]
    [InlineData(":load nowhere.rego", "nowhere.rego")]
    [InlineData("p if { x := 1; x := 2 }", "var x assigned above")]
    public void A_faulty_entry_is_told_and_the_session_goes_on(string entry, string message)
    {
        var (output, faults) = Run(entry + "\n\n1 + 41");

        Assert.Equal(1, faults);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.EndsWith("42\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_loaded_and_input_is_read()
    {
        var policy = Path.Join(_folder.FullName, "p.rego");
        var input = Path.Join(_folder.FullName, "input.json");
        File.WriteAllText(policy, "package p\n\nallow if input.user == \"ann\"\n");
        File.WriteAllText(input, """{"user": "ann"}""");

        var (output, faults) = Run($":load {policy}\n:input {input}\ndata.p.allow\n:input\ndata.p.allow");

        Assert.Equal((0, "true\nundefined\n"), (faults, output));
    }

    [Fact]
    public void Answers_are_explained_and_traced_when_asked()
    {
        var (output, faults) = Run("p if {\n  1 == 2\n}\n:trace why\ndata.repl.p\n:trace full\ndata.repl.p\n:trace off\n1");

        Assert.Equal(0, faults);
        Assert.Contains("stopped at line", output, StringComparison.Ordinal);
        Assert.Contains("Enter", output, StringComparison.Ordinal);
        Assert.EndsWith("1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_completes_rules_built_ins_and_commands()
    {
        var session = new ReplSession(TextWriter.Null, CompilerOptions.Default);
        session.Enter("allowed := 1", default);

        Assert.Equal(["allowed"], ReplCompletion.Find("x := allo", session.Policies, session.Package).Words);
        Assert.Equal(["data.repl.allowed"], ReplCompletion.Find("data.repl.a", session.Policies, session.Package).Words);
        Assert.Equal(["startswith("], ReplCompletion.Find("starts", session.Policies, session.Package).Words);
        Assert.Equal([":load"], ReplCompletion.Find(":lo", session.Policies, session.Package).Words);
    }

    [Fact]
    public void The_line_editor_edits_recalls_and_completes()
    {
        var history = new ReplHistory(Path.Join(_folder.FullName, "history"));
        history.Add("data.a");
        var editor = Editor(history, "ab", ConsoleKey.LeftArrow, "X", ConsoleKey.Home, ConsoleKey.Delete, ConsoleKey.End, ConsoleKey.Backspace, "c", ConsoleKey.Enter);

        Assert.Equal("Xc", editor.Read("> ").Text);
        Assert.Equal("data.a", Editor(history, "z", ConsoleKey.UpArrow, ConsoleKey.Enter).Read("> ").Text);
        Assert.Equal("z", Editor(history, "z", ConsoleKey.UpArrow, ConsoleKey.DownArrow, ConsoleKey.Enter).Read("> ").Text);
        Assert.Equal("startswith(", Editor(history, "sta", ConsoleKey.Tab, ConsoleKey.Enter).Read("> ").Text);
        Assert.Equal(["data.a"], new ReplHistory(Path.Join(_folder.FullName, "history")).Entries);
    }

    private static LineEditor Editor(ReplHistory history, params object[] keys)
    {
        var queue = new Queue<ConsoleKeyInfo>(keys.SelectMany(k => k is string text
            ? text.Select(c => new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false))
            : [new ConsoleKeyInfo('\0', (ConsoleKey)k, false, false, false)]));
        return new LineEditor(queue.Dequeue, TextWriter.Null, () => 80, history, text => (0, text == "sta" ? ["startswith("] : []));
    }

    private static (string Output, int Faults) Run(string script, string format = "pretty")
    {
        var before = Console.Out;
        var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            var session = new ReplSession(output, CompilerOptions.Default) { Format = format };
            var lines = new Queue<string>(script.Split('\n'));
            RunRegoCommand.Converse(session, ParserOptions.Default, _ => (lines.TryDequeue(out var line) ? line : null, false), _ => { }, default);
            return (output.ToString(), session.FaultCount);
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
