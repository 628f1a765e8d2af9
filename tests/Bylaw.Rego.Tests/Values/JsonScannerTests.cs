using System.Text;
using System.Text.Json;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Values;

/// <summary>The scanner takes nothing that the reader behind it refuses, and reads the same from what it takes.</summary>
public sealed class JsonScannerTests
{
    private static readonly string[] _seeds =
    [
        """{"a":1,"b":[true,false,null],"c":{"d":"e"}}""",
        """[{"id":0,"kind":"f","v":697,"tags":["eu","pii"]},{"id":1,"kind":"f","v":804,"tags":["pci","dev"]},{"id":2,"kind":"h","v":-542.50,"tags":[]}]""",
        """[{"a":1,"b":2},{"a":1},{"a":1,"b":2,"c":3},{"b":2,"a":1},{},{"a":1,"b":2}]""",
        """[{"a":{"x":1}},{"a":{"x":2}},{"a":{"y":2}},{"a":[{"x":1},{"x":2}]}]""",
        """{"a":1,"a":2,"b":{"c":1,"c":2}}""",
        """["", "a", "1234567", "12345678", "123456789", "a string that is longer than forty bytes, so that it is not kept"]""",
        """["\"", "\\", "\u00e9\ud83d\ude00", "é", "😀", "tab\tin", "1234567\n"]""",
        """[0, -0, 1, -1, 123456789012345678, 1234567890123456789012, 1.0, 1.50, 1e3, 1E+400, -2.5e-3, 0.1]""",
        """ [ { "a" : 1 , "b" : [ 1 , 2 ] } , { "a" : 2 , "b" : [ ] } ] """,
        "\"x\"", "1", "true", "[]", "{}", "[[[[]]]]",
    ];

    [Fact]
    public void Documents_are_read_as_the_reader_of_the_platform_reads_them()
    {
        foreach (var seed in _seeds)
        {
            AssertSame(Encoding.UTF8.GetBytes(seed));
            AssertSame(Encoding.UTF8.GetBytes(seed));
        }
    }

    [Fact]
    public void Damaged_documents_are_read_or_refused_as_the_reader_of_the_platform_does() => _damaged.Sample(AssertSame, iter: 20_000);

    [Fact]
    public void Parts_of_damaged_documents_are_those_of_the_whole_and_the_same_documents_are_refused() =>
        Gen.Select(Projection(3), _damaged.Array[1, 4]).Sample(
            (projection, documents) =>
            {
                foreach (var utf8 in documents)
                {
                    var whole = JsonScanner.Read(utf8, null);
                    var part = JsonScanner.Read(utf8, projection);
                    Assert.Equal(whole.IsDefined, part.IsDefined);
                    Assert.Equal(whole.IsDefined ? Prune(whole, projection) : default, part);
                    Assert.Equal(part, JsonScanner.Read(utf8, projection));
                }
            },
            iter: 5_000);

    private static readonly Gen<byte[]> _damaged =
        Gen.Select(Gen.Int[0, _seeds.Length - 1], Gen.Select(Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 2]).Array[0, 3]).Select((seed, edits) => Damage(_seeds[seed], edits));

    private static byte[] Damage(string seed, (int At, byte Value, int Kind)[] edits)
    {
        var bytes = Encoding.UTF8.GetBytes(seed).ToList();
        foreach (var (at, value, kind) in edits)
        {
            var index = at % bytes.Count;
            switch (kind)
            {
                case 0:
                    bytes[index] = value;
                    break;
                case 1:
                    bytes.Insert(index, bytes[value % bytes.Count]);
                    break;
                default:
                    bytes.RemoveRange(index, Math.Min(bytes.Count - 1, 1));
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Makes up projections over the keys of the seeds.</summary>
    private static Gen<JsonProjection> Projection(int depth)
    {
        return Tree(depth).Select(make =>
        {
            var count = 0;
            var below = make(() => count++);
            return new JsonProjection(count, KeyTable.Empty, [], below) { MaxId = count };
        });

        static Gen<Func<Func<int>, JsonProjection>> Tree(int depth) => depth == 0
            ? Gen.Bool.Select(isWhole => (Func<Func<int>, JsonProjection>)(next => isWhole ? JsonProjection.Whole(next()) : new JsonProjection(next(), KeyTable.Empty, [], null)))
            : Gen.Select(Gen.Int[0, 15], Tree(depth - 1), Tree(depth - 1), Tree(depth - 1)).Select((which, a, b, each) => (Func<Func<int>, JsonProjection>)(next =>
            {
                if (which == 0)
                {
                    return JsonProjection.Whole(next());
                }
                var id = next();
                (string Name, Func<Func<int>, JsonProjection> Make)[] named = [.. new[] { ((which & 1) == 0 ? "a" : "x", a), ((which & 2) == 0 ? "b" : "kind", b) }.Take(which % 3)];
                return new JsonProjection(
                    id,
                    new KeyTable([.. named.Select(n => RegoValue.FromKey(n.Name))], named.Length, isSorted: false),
                    [.. named.Select(n => n.Make(next))],
                    (which & 4) == 0 ? null : each(next));
            }));
    }

    private static RegoValue Prune(RegoValue value, JsonProjection projection)
    {
        if (projection.IsWhole)
        {
            return value;
        }
        if (value.TryGetArray(out var array))
        {
            return projection.Each is { } each ? RegoArray.Create([.. array.AsSpan().ToArray().Select(i => Prune(i, each))]) : RegoArray.Create([]);
        }
        if (!value.TryGetObject(out var obj))
        {
            return value;
        }
        var builder = new ObjectBuilder();
        foreach (var (key, item) in obj)
        {
            if (projection.Of(key) is { } part)
            {
                builder.Set(key, Prune(item, part));
            }
        }
        return builder.Build();
    }

    [Theory]
    [InlineData("[1,2,3]", true)]
    [InlineData("{\"a\":\"b\"}", true)]
    [InlineData("[1,2,3", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("[01]", false)]
    [InlineData("[1] 2", false)]
    [InlineData("[\"a\nb\"]", false)]
    [InlineData("[\"\\x\"]", false)]
    [InlineData("[\"\\ud800\"]", false)]
    public void Well_formed_documents_are_taken_and_others_given_up_on(string json, bool isTaken)
    {
        Assert.Equal(isTaken, JsonScanner.Read(Encoding.UTF8.GetBytes(json), null).IsDefined);
    }

    [Fact]
    public void A_string_that_comes_again_is_the_one_that_came_first()
    {
        var items = RegoValue.FromJson("""["met-first-here-é","met-first-here","met-first-here","met-first-here-é",{"met-first-here":1}]""").AsArray();

        Assert.Same(items[0].AsString(), items[3].AsString());
        Assert.Same(items[1].AsString(), items[2].AsString());
        Assert.Equal(1, items[4].Get(items[1]));
    }

    [Fact]
    public void A_key_that_comes_again_is_the_same_string()
    {
        var first = RegoValue.FromJson("""{"some_key":1}""").AsObject();
        var second = RegoValue.FromJson("""{"other":1,"some_key":1}""").AsObject();

        Assert.Same(first.Table[0].Reference, second.Table[1].Reference);
    }

    private static void AssertSame(byte[] utf8)
    {
        var scanned = JsonScanner.Read(utf8, null);
        RegoValue read;
        try
        {
            read = RegoJsonReader.ReadChecked(utf8);
        }
        catch (JsonException)
        {
            Assert.False(scanned.IsDefined, $"taken: {Encoding.UTF8.GetString(utf8)}");
            Assert.ThrowsAny<JsonException>(() => RegoValue.FromJson(utf8));
            return;
        }
        if (scanned.IsDefined)
        {
            Assert.Equal(read, scanned);
            Assert.Equal(read.ToJson(), scanned.ToJson());
        }
        Assert.Equal(read, RegoValue.FromJson(utf8));
    }
}
