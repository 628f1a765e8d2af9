using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>Names mean what the language says they mean.</summary>
public sealed class ScopeTests
{
    // Each name carries a number: the same number is the same thing.
    [Theory]
    [InlineData("p1 if { some x2 in [1]; x2 > 0 }\nq3 if { x4 := 1; x4 > 0 }")]
    [InlineData("x1 := 1\n\np2 if { y3 := x1; y3 > 0 }")]
    [InlineData("x1 := 1\n\np2 if { x3 := x1 + 1; x3 > 0 }")]
    [InlineData("p1 if { y2 := [x3 | some x3 in [1]]; x4 := y2; x4 != [] }")]
    [InlineData("f1(x2) := y3 if { y3 := x2 } else := x2")]
    [InlineData("p1 if { every k2, v3 in [1] { k2 < v3; z4 := 1; z4 > 0 } }")]
    [InlineData("p1[x2] := y3 if { some x2, y3 in [1] }")]
    [InlineData("p1 if { x2 = 1; y3 := {x2 | x2 > 0}; count(y3) > 0 }")]
    [InlineData("p1 if { x2 := 1; y3 := {z4: w5 | some z4, w5 in {1: 2}; w5 > x2}; y3[x2] }")]
    [InlineData("p1 if { f2(1) with input as x3; x3 = 1 }\nf2(y4) := y4")]
    [InlineData("p1 if { x2 := $\"a{y3}\"; x2 != \"\" }\ny3 := 1")]
    [InlineData("p1 if { [a2, {\"k\": b3}] := [1, {\"k\": 2}]; a2 < b3 }")]
    public async Task A_name_and_its_references(string text)
    {
        text = "package m\n\n" + text;
        using var folder = new PolicyFolder(("m.rego", Unnumber(text, out var places)));
        await using var client = await TestClient.StartAsync(folder.Root);

        foreach (var (place, number) in places)
        {
            var found = await client.AskAsync("textDocument/documentHighlight", folder.At("m.rego"), place);
            Assert.Equal(places.Where(p => p.Number == number).Select(p => p.Place), found!.AsArray().Select(Start).Order());
        }
    }

    private static (int Line, int Character) Start(JsonNode? highlight) => ((int)highlight!["range"]!["start"]!["line"]!, (int)highlight["range"]!["start"]!["character"]!);

    private static string Unnumber(string text, out List<((int Line, int Character) Place, char Number)> places)
    {
        var found = new List<((int, int), char)>();
        var result = new System.Text.StringBuilder();
        var (line, column) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var isName = char.IsAsciiLetter(text[i]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (i == 0 || !char.IsAsciiLetterOrDigit(text[i - 1]));
            if (isName)
            {
                found.Add(((line, column), text[i + 1]));
            }
            result.Append(text[i]);
            column++;
            i += isName ? 1 : 0;
            if (text[i] == '\n')
            {
                (line, column) = (line + 1, 0);
            }
        }
        places = found;
        return result.ToString();
    }
}
