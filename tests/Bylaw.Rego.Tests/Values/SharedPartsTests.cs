using System.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Values;

/// <summary>Large documents are read to the same values, with what comes again made once.</summary>
public sealed class SharedPartsTests
{
    private static readonly string[] _items =
    [
        "\"u{0}\"", "\"é{0}\"", "\"with \\\" {0}\"", "{0}", "{0}.0", "[\"u{0}\",\"u1\"]", "[\"u1\",{0}]", "[{0},\"u1\"]", "[\"é1\",\"u{0}\",{0}.50]",
        "{{\"k{0}\":[\"read\",\"write\"],\"b\":\"{0}\"}}", "[]", "{{}}", "[[\"read\",\"write\"],[\"read\",\"write\",{0}]]", "\"a string that is longer than forty bytes: {0}\"",
    ];

    [Fact]
    public void Made_up_large_documents_are_read_as_the_reader_of_the_platform_reads_them() =>
        Gen.Select(Gen.Int[0, _items.Length - 1], Gen.Int[0, 40]).Array[12_000].Sample(
            parts =>
            {
                var json = Encoding.UTF8.GetBytes($"[{string.Join(',', parts.Select(p => string.Format(null, _items[p.Item1], p.Item2 * p.Item2 * p.Item2)))},\"{new string('x', 1 << 18)}\"]");

                var value = JsonScanner.Read(json, null);

                Assert.Equal(RegoJsonReader.ReadChecked(json).ToJson(), value.ToJson());
            },
            iter: 20);

    [Fact]
    public void Lists_and_strings_that_come_again_are_one()
    {
        var rules = string.Join(',', Enumerable.Range(0, 8_000).Select(i => $$"""{"subjects":["first-{{i % 9}}","second"],"only":["n{{i}}"],"level":[{{i % 3}}],"name":"name-{{i % 50}}"}"""));

        var all = RegoValue.FromJson($"[{rules}]").AsArray();

        // What comes once may drive out what comes often, which is made once more then.
        Assert.InRange(Copies("subjects"), 9, 200);
        Assert.InRange(Copies("name"), 50, 800);
        Assert.Equal(8_000, Copies("only"));
        Assert.Equal("n4711", all[4_711].Get("only").AsArray()[0]);

        int Copies(string key) => all.AsSpan().ToArray().Select(r => r.Get(key).Reference).Distinct(ReferenceEqualityComparer.Instance).Count();
    }

    [Fact]
    public void Numbers_keep_how_they_were_written()
    {
        var pairs = string.Join(',', Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? "[\"a\",1]" : "[\"a\",1.0]"));

        var all = RegoValue.FromJson($"[{pairs}]").AsArray();

        Assert.Equal("[\"a\",1]", all[10_000].ToJson());
        Assert.Equal("[\"a\",1.0]", all[10_001].ToJson());
    }
}
