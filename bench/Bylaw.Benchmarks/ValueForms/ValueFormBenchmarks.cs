using System.Diagnostics;
using System.Globalization;
using Bylaw.Rego.Values;

namespace Bylaw.Benchmarks.ValueForms;

/// <summary>Compares the two-word struct with sealed classes on the three shapes that matter: look-ups as in role-based access, iteration with arithmetic, a join.</summary>
internal sealed class ValueFormBenchmarks : IBenchmarkGroup
{
    private const int Users = 8;
    private const int Items = 10_000;
    private const int Sides = 500;

    public string Name => "values";

    public string Summary => "the two-word value beside sealed classes: look-ups, iteration, join";

    public Task<int> RunAsync(string[] args)
    {
        Row("look-ups", StructLookups(), ClassLookups());
        Row("iterate and add", StructIteration(), ClassIteration());
        Row("join by key", StructJoin(), ClassJoin());
        return Task.FromResult(0);
    }

    private static void Row(string shape, Func<long> ofStruct, Func<long> ofClass)
    {
        if (ofStruct() != ofClass())
        {
            throw new InvalidDataException($"{shape}: the two forms disagree");
        }
        // Interleaved rounds, the best of each.
        var (a, b) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 8; round++)
        {
            a = Math.Min(a, Time(ofStruct));
            b = Math.Min(b, Time(ofClass));
        }
        var (allotsA, allotsB) = (Bytes(ofStruct), Bytes(ofClass));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"shape\":\"{shape}\",\"struct_ns\":{a:0},\"class_ns\":{b:0},\"struct_bytes\":{allotsA},\"class_bytes\":{allotsB}}}"));
    }

    private static double Time(Func<long> work)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.ElapsedMilliseconds < 60)
        {
            work();
            count++;
        }
        return watch.Elapsed.TotalNanoseconds / count;
    }

    private static long Bytes(Func<long> work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Func<long> StructLookups()
    {
        var roles = RegoValue.FromJson("""{"u0":{"role":"a","level":1},"u1":{"role":"b","level":2},"u2":{"role":"a","level":3},"u3":{"role":"c","level":4},"u4":{"role":"a","level":5},"u5":{"role":"b","level":6},"u6":{"role":"a","level":7},"u7":{"role":"c","level":8}}""");
        RegoValue[] users = [.. Enumerable.Range(0, Users).Select(i => RegoValue.FromJson($"\"u{i}\""))];
        var (role, level, wanted) = (RegoValue.FromJson("\"role\""), RegoValue.FromJson("\"level\""), RegoValue.FromJson("\"a\""));
        return () =>
        {
            var found = 0L;
            foreach (ref readonly var user in users.AsSpan())
            {
                var entry = roles.Get(user);
                if (entry.Get(role).Equals(wanted) && entry.Get(level).TryGetInt64(out var n) && n > 2)
                {
                    found++;
                }
            }
            return found;
        };
    }

    private static Func<long> ClassLookups()
    {
        ClassText role = new("role"), level = new("level");
        ClassText[] names = [new("a"), new("b"), new("c")];
        int[] roleOf = [0, 1, 0, 2, 0, 1, 0, 2];
        ClassText[] users = [.. Enumerable.Range(0, Users).Select(i => new ClassText($"u{i}"))];
        ClassValue roles = new ClassObject(users, [.. Enumerable.Range(0, Users).Select(i => new ClassObject([role, level], [names[roleOf[i]], ClassNumber.From(i + 1)]))]);
        ClassValue wanted = names[0];
        return () =>
        {
            var found = 0L;
            foreach (var user in users)
            {
                var entry = roles.Get(user);
                if (entry?.Get(role)?.SameAs(wanted) == true && entry.Get(level) is ClassNumber n && n.Value > 2)
                {
                    found++;
                }
            }
            return found;
        };
    }

    /// <summary>Adds one to each item and sums: what an iteration with arithmetic does, where results leave the small integers.</summary>
    private static Func<long> StructIteration()
    {
        var items = RegoArray.Create([.. Enumerable.Range(0, Items).Select(i => (RegoValue)(i * 3L))]);
        return () =>
        {
            RegoValue total = 0;
            for (var i = 0; i < items.Count; i++)
            {
                RegoValue next = items[i].TryGetInt64(out var n) ? n + 1 : 0;
                total = total.TryGetInt64(out var t) && next.TryGetInt64(out var m) ? t + m : 0;
            }
            return total.TryGetInt64(out var sum) ? sum : 0;
        };
    }

    private static Func<long> ClassIteration()
    {
        var items = new ClassArray([.. Enumerable.Range(0, Items).Select(i => ClassNumber.From(i * 3L))]).Items;
        return () =>
        {
            ClassValue total = ClassNumber.From(0);
            foreach (var item in items)
            {
                ClassValue next = item is ClassNumber n ? ClassNumber.From(n.Value + 1) : ClassNumber.From(0);
                total = total is ClassNumber t && next is ClassNumber m ? ClassNumber.From(t.Value + m.Value) : ClassNumber.From(0);
            }
            return ((ClassNumber)total).Value;
        };
    }

    private static Func<long> StructJoin()
    {
        RegoValue[] left = [.. Enumerable.Range(0, Sides).Select(i => (RegoValue)$"k{i * 2}")];
        RegoValue[] right = [.. Enumerable.Range(0, Sides).Select(i => (RegoValue)$"k{i * 3}")];
        return () =>
        {
            var heads = new Dictionary<RegoValue, int>(Sides);
            for (var i = 0; i < left.Length; i++)
            {
                heads[left[i]] = i;
            }
            return right.LongCount(heads.ContainsKey);
        };
    }

    private static Func<long> ClassJoin()
    {
        ClassText[] left = [.. Enumerable.Range(0, Sides).Select(i => new ClassText($"k{i * 2}"))];
        ClassText[] right = [.. Enumerable.Range(0, Sides).Select(i => new ClassText($"k{i * 3}"))];
        return () =>
        {
            var heads = new Dictionary<ClassValue, int>(Sides);
            for (var i = 0; i < left.Length; i++)
            {
                heads[left[i]] = i;
            }
            return right.LongCount(heads.ContainsKey);
        };
    }
}
