using System.Text;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Values;

/// <summary>
/// Values share their parts: what holds sixty arrays may have 2^60 items. Comparing, hashing and sorting such values ends in time that grows
/// with what they hold, and inside the limits of the evaluation.
/// </summary>
public sealed class SharedValueTests
{
    private const int Levels = 60;

    /// <summary>Gets ways to put a part into a larger one more than once.</summary>
    public static TheoryData<string> Shapes => ["array", "object", "keys", "set", "deep set", "wide set", "mixed"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_with_shared_parts_that_were_made_apart_are_equal(string shape)
    {
        var (left, right, other) = (Build(shape, 1), Build(shape, 1), Build(shape, 2));

        Assert.True(left.Equals(right));
        Assert.Equal(0, left.CompareTo(right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.False(left.Equals(other));
        Assert.Equal(Math.Sign(left.CompareTo(other)), -Math.Sign(other.CompareTo(left)));
        Assert.NotEqual(0, left.CompareTo(other));
        Assert.Equal(2, RegoSet.Create(left, other, right).Count);
        Assert.Equal(2, RegoObject.Create((left, 1), (right, 2), (other, 3)).Count);
    }

    [Fact]
    public void What_differs_in_the_last_of_all_items_is_unequal()
    {
        RegoValue left = RegoArray.Create(1, 2);
        RegoValue right = RegoArray.Create(1, 2);
        RegoValue last = RegoArray.Create(1, 3);
        for (var i = 0; i < Levels; i++)
        {
            (left, right, last) = (RegoArray.Create(left, left), RegoArray.Create(right, right), RegoArray.Create(right, last));
        }

        Assert.False(left.Equals(last));
        Assert.True(left.CompareTo(last) < 0);
        Assert.True(last.CompareTo(left) > 0);
    }

    [Fact]
    public void Sets_whose_members_share_a_hash_are_compared_in_the_end()
    {
        // Of each pair the two members have the same hash, so that only a look into them tells them apart.
        var (left, right) = (Colliding(), Colliding());

        Assert.Equal(left, right);
        Assert.Equal(0, left.CompareTo(right));

        static RegoValue Colliding()
        {
            // The hash of an integer is the upper half of its product with an odd number: that number's inverse shares the hash of zero.
            var inverse = RegoValue.NumberSpread.Factor;
            for (var i = 0; i < 6; i++)
            {
                inverse *= 2 - (RegoValue.NumberSpread.Factor * inverse);
            }
            RegoValue one = 0L;
            RegoValue two = (long)inverse;
            Assert.Equal(one.GetHashCode(), two.GetHashCode());
            for (var i = 0; i < Levels; i++)
            {
                (one, two) = (RegoSet.Create(one, two, RegoArray.Create(one, 0)), RegoSet.Create(two, one, RegoArray.Create(two, 0)));
            }
            Assert.Equal(one.GetHashCode(), two.GetHashCode());
            return RegoSet.Create(one, two);
        }
    }

    [Fact]
    public void Comparing_by_parts_that_are_known_says_what_comparing_all_says()
    {
        // Random values out of a small pool of parts: many pairs are equal, many nearly, and most comparisons are long enough to keep parts.
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample(
            (a, b) =>
            {
                var (left, right) = (Random(a), Random(a % 3 == 0 ? a : b));

                Assert.Equal(Slow(left, right), Math.Sign(left.CompareTo(right)));
                Assert.Equal(Slow(left, right) == 0, left.Equals(right));
            },
            iter: 60);

        static RegoValue Random(int seed)
        {
            var random = new Random(seed);
            List<RegoValue> pool = [1, 2, RegoArray.Create(1), RegoArray.Create(1)];
            for (var i = 0; i < 11; i++)
            {
                var (x, y, z) = (Pick(), Pick(), Pick());
                pool.Add(random.Next(4) switch
                {
                    0 => RegoObject.Create(("a", x), ("b", y), (z, 1)),
                    1 => RegoSet.Create(x, y, z),
                    _ => RegoArray.Create(x, y, z),
                });
            }
            return pool[^1];

            RegoValue Pick() => pool[Math.Max(0, pool.Count - 1 - random.Next(3))];
        }
    }

    [Theory]
    [InlineData("left == right")]
    [InlineData("left <= right")]
    [InlineData("not left != right")]
    [InlineData("x := left; x = right")]
    [InlineData("count({left, right}) == 1")]
    [InlineData("count({left: 1, right: 1}) == 1")]
    [InlineData("count(sort([left, right, left])) == 3")]
    [InlineData("left in [[], right]")]
    [InlineData("left in {[], right}")]
    [InlineData("max([left, right]) == min([right, left])")]
    [InlineData("object.subset({\"a\": left}, {\"a\": right})")]
    [InlineData("{left} & {right} == {left} | {right}")]
    [InlineData("f(left) == f(right)")]
    [InlineData("some x in [left]; some y in [right]; x == y")]
    [InlineData("{x: y | some x in [left, right]; y := 1}[right] == 1")]
    public void Rules_compare_values_with_shared_parts(string body)
    {
        var decision = Prepare($"p if {{ {body} }}\n\nf(x) := [x, x]\n").EvaluateValue(default);

        Assert.True(decision.IsTrue);
    }

    [Theory]
    [InlineData("p := {\"a\": left}")]
    [InlineData("p contains [left, right]")]
    [InlineData("p[left] := {right}")]
    [InlineData("p := x if { [x, _] = left; x == right }")]
    [InlineData("p if { not [left, 1] = [right, 2] }")]
    [InlineData("p := {x | x := left_object} | {[right_object]}")]
    [InlineData("p if { x := {{left}, {right}}; some y in x; y == {right_object} }")]
    public void Rules_about_values_with_shared_parts_are_compiled(string rule) => Prepare(rule + "\n");

    [Theory]
    [InlineData("count([x | walk(left, [_, x])])")]
    [InlineData("json.marshal(left)")]
    [InlineData("object.union({\"a\": left_object}, {\"a\": right_object})")]
    [InlineData("json.match_schema({\"a\": left}, {\"type\": \"object\"})")]
    [InlineData("json.filter({\"a\": left}, [\"a/0/0\"])")]
    [InlineData("object.subset(left_object, right_object_and_more)")]
    [InlineData("concat(\"\", [sprintf(\"%v\", [left]), \"\"])")]
    public void What_has_to_go_through_all_of_them_ends_in_a_value_or_in_a_limit(string call)
    {
        var query = Prepare($"p := {call}\n");
        var limits = new EvaluationLimits { MaxDuration = TimeSpan.FromSeconds(2), MaxAllocatedBytes = 128 << 20 };

        var error = Record.Exception(() => query.EvaluateValue(default, options: new EvaluationOptions { Limits = limits }));

        Assert.True(error is null or EvaluationLimitException, error?.ToString());
    }

    [Theory]
    [InlineData("count(sort(input.rows)) > 0")]
    [InlineData("count({x | some x in input.rows}) > 0; {x | some x in input.rows} < {y | some y in input.rows; y != 1}")]
    [InlineData("input.row in input.rows")]
    [InlineData("max(input.rows) == 1")]
    [InlineData("input.texts == input.others")]
    [InlineData("input.texts < input.others")]
    [InlineData("{x: 1 | some x in input.lists} == {}")]
    [InlineData("count(sort(input.numbers)) == 1")]
    public void A_comparison_that_takes_long_looks_at_deadline_and_cancellation_meanwhile(string body)
    {
        var query = Prepare($"p if {{ {body} }}\n");
        var input = Slow();
        var hasty = new EvaluationOptions { Limits = new EvaluationLimits { MaxDuration = TimeSpan.FromTicks(1) } };
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Equal(nameof(EvaluationLimits.MaxDuration), Assert.Throws<EvaluationLimitException>(() => query.EvaluateValue(input, options: hasty)).Limit);
        Assert.Throws<OperationCanceledException>(() => query.EvaluateValue(input, cancellationToken: stop.Token));

        static RegoValue Slow()
        {
            // Each row is an array of its own, and only the last item tells two of them apart.
            var rows = Enumerable.Range(0, 300).Select(i => (RegoValue)RegoArray.Create([.. Enumerable.Range(0, 2_000).Select(n => (RegoValue)(n == 1_999 ? 300 - i : n))]));
            var (text, other) = (new string('a', 2_000_000), new string('a', 2_000_000));
            var numbers = Enumerable.Range(0, 40).Select(i => RegoValue.FromNumberText(i % 2 == 0 ? new string('7', 4_000) : $"7.{i}e3999"));
            return RegoObject.Create(
                ("rows", RegoArray.Create([.. rows])),
                ("row", RegoArray.Create([.. Enumerable.Range(0, 2_000).Select(n => (RegoValue)(n == 1_999 ? 301 : n))])),
                ("texts", RegoArray.Create([.. Enumerable.Repeat((RegoValue)text, 200)])),
                ("others", RegoArray.Create([.. Enumerable.Repeat((RegoValue)other, 200)])),
                ("lists", RegoArray.Create([.. Enumerable.Range(0, 20).Select(i => (RegoValue)RegoArray.Create(i, text, text))])),
                ("numbers", RegoArray.Create([.. numbers])));
        }
    }

    [Fact]
    public void A_value_that_nests_too_deep_to_be_sorted_ends_in_a_limit()
    {
        var query = Prepare("p := count(sort(input))\n");
        var (left, right) = ((RegoValue)1, (RegoValue)1);
        for (var i = 0; i < 200_000; i++)
        {
            (left, right) = (RegoArray.Create(left), RegoArray.Create(right));
        }

        Assert.Equal("Depth", Assert.Throws<EvaluationLimitException>(() => query.EvaluateValue(RegoArray.Create(left, right))).Limit);
    }

    [Fact]
    public void An_evaluation_inside_another_one_leaves_its_limits_to_the_outer_one()
    {
        var inner = Prepare("p := count(sort(input))\n");
        var outer = Prepare("p if { count(sort(input)) > 0; print(\"inside\"); count(sort(input)) > 0 }\n");
        var rows = RegoArray.Create([.. Enumerable.Range(0, 50_000).Select(i => (RegoValue)RegoArray.Create(i % 7, i))]);
        using var stop = new CancellationTokenSource();
        var options = new EvaluationOptions
        {
            Print = _ =>
            {
                Assert.Equal(50_000, inner.EvaluateValue(rows));
                stop.Cancel();
            },
        };

        Assert.Throws<OperationCanceledException>(() => outer.EvaluateValue(rows, options: options, cancellationToken: stop.Token));
        Assert.Equal(50_000, inner.EvaluateValue(rows));
    }

    private static RegoValue Build(string shape, long seed)
    {
        RegoValue value = RegoArray.Create(seed, 2);
        RegoValue sibling = RegoArray.Create(3, seed);
        for (var i = 0; i < Levels; i++)
        {
            (value, sibling) = shape switch
            {
                "array" => (RegoArray.Create(value, value), sibling),
                "object" => (RegoObject.Create(("a", value), ("b", value)), sibling),
                "keys" => (RegoObject.Create((value, 1), (RegoArray.Create(value), 2)), sibling),
                "set" => (RegoSet.Create(value, RegoArray.Create(value)), sibling),
                "deep set" => ((RegoValue)RegoSet.Create(value, sibling), (RegoValue)RegoSet.Create(sibling, value, i)),
                "wide set" => (RegoSet.Create([value, .. Enumerable.Range(0, 12).Select(n => (RegoValue)RegoArray.Create(value, n))]), sibling),
                _ => (RegoArray.Create(RegoObject.Create((sibling, value)), RegoSet.Create(value, sibling)), RegoSet.Create(sibling, value)),
            };
        }
        return value;
    }

    /// <summary>Compares without keeping anything.</summary>
    private static int Slow(RegoValue left, RegoValue right)
    {
        if (left.Kind != right.Kind || left.Kind < ValueKind.Array)
        {
            return Math.Sign(left.CompareTo(right));
        }
        var (a, b) = (Flatten(left), Flatten(right));
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            if (Slow(a[i], b[i]) is var order and not 0)
            {
                return order;
            }
        }
        return Math.Sign(a.Count.CompareTo(b.Count));
    }

    private static List<RegoValue> Flatten(RegoValue value)
    {
        var parts = new List<RegoValue>();
        switch (value.Reference)
        {
            case RegoArray array:
                parts.AddRange(array.AsSpan());
                break;
            case RegoSet set:
                parts.AddRange(set.ToSortedArray());
                break;
            case RegoObject obj:
                foreach (var (key, item) in obj)
                {
                    parts.AddRange([key, item]);
                }
                break;
        }
        return parts;
    }

    private static PreparedQuery Prepare(string rules)
    {
        var text = new StringBuilder("package a\n\n").Append(rules);
        foreach (var side in (string[])["left", "right"])
        {
            text.Append($"{side}0 := [input_or_one, 2]\n{side}_object0 := {{\"{side}\": input_or_one}}\n");
            for (var i = 1; i <= Levels; i++)
            {
                text.Append($"{side}{i} := [{side}{i - 1}, {side}{i - 1}]\n");
                text.Append($"{side}_object{i} := {{\"a\": {side}_object{i - 1}, \"b\": {side}_object{i - 1}}}\n");
            }
            text.Append($"{side} := {side}{Levels}\n{side}_object := {side}_object{Levels}\n");
        }
        text.Append("right_object_and_more := object.union(right_object, {\"c\": 1})\ndefault input_or_one := 1\ninput_or_one := input.one\n");
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", text.ToString())]);
        Assert.True(compilation.Succeeded, string.Join("\n", compilation.Diagnostics));
        return compilation.Policies.Prepare("data.a.p").Query!;
    }
}
