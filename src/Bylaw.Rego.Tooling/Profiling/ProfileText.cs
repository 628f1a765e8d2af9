using System.Globalization;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Profiling;

/// <summary>Writes a profile: as JSON in OPA's shape, as a table.</summary>
public static class ProfileText
{
    /// <summary>The orders in which lines can be listed.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["total_time_ns", "num_eval", "num_redo", "num_gen_expr", "file", "line"];

    /// <summary>Sorts lines and keeps the first ones.</summary>
    /// <param name="lines">The profile.</param>
    /// <param name="orders">Names from <see cref="Orders"/>, the most important first; empty for time.</param>
    /// <param name="limit">How many are kept; 0 for all.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="ArgumentException">An order is not known.</exception>
    public static IReadOnlyList<ProfiledLine> Sort(IEnumerable<ProfiledLine> lines, IReadOnlyList<string> orders, int limit)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var sorted = lines.OrderBy(_ => 0);
        foreach (var order in orders)
        {
            sorted = order switch
            {
                "total_time_ns" => sorted.ThenByDescending(l => l.Elapsed),
                "num_eval" => sorted.ThenByDescending(l => l.Evals),
                "num_redo" => sorted.ThenByDescending(l => l.Redos),
                "num_gen_expr" => sorted.ThenByDescending(l => l.Literals),
                "file" => sorted.ThenBy(l => l.File, StringComparer.Ordinal),
                "line" => sorted.ThenBy(l => l.Line),
                _ => throw new ArgumentException($"unknown order {order}: one of {string.Join(", ", Orders)}", nameof(orders)),
            };
        }
        return [.. sorted.Take(limit > 0 ? limit : int.MaxValue)];
    }

    /// <summary>Makes a value in the shape of OPA's profile.</summary>
    /// <param name="lines">The profile.</param>
    /// <returns>An array with one object a line.</returns>
    public static RegoValue ToValue(IEnumerable<ProfiledLine> lines) => RegoArray.Create(
    [
        .. lines.Select(l => (RegoValue)RegoObject.Create(
            ("total_time_ns", (long)l.Elapsed.TotalNanoseconds),
            ("num_eval", l.Evals),
            ("num_redo", l.Redos),
            ("num_gen_expr", (long)l.Literals),
            ("location", RegoObject.Create(("file", l.File), ("row", (long)l.Line))))),
    ]);

    /// <summary>Writes a table.</summary>
    /// <param name="lines">The profile.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IEnumerable<ProfiledLine> lines, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine($"{"TIME",12}{"EVAL",10}{"REDO",10}{"LITERALS",10}  LOCATION");
        foreach (var line in lines)
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"{line.Elapsed.TotalMilliseconds:0.0000} ms");
            output.WriteLine($"{time,12}{line.Evals,10}{line.Redos,10}{line.Literals,10}  {line.File}:{line.Line}");
        }
    }
}
