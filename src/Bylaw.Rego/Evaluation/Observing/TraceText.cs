using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Writes a trace as OPA's users know it: place, depth, what happened.</summary>
public static class TraceText
{
    /// <summary>Writes one event a line.</summary>
    /// <param name="events">The trace.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IReadOnlyList<TraceEvent> events, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        var width = events.Count == 0 ? 0 : events.Max(e => Place(e).Length) + 4;
        foreach (var entry in events)
        {
            output.Write(Place(entry).PadRight(width));
            for (var i = 0; i < entry.Depth; i++)
            {
                output.Write("| ");
            }
            output.Write(entry.Operation);
            output.Write(' ');
            output.Write(entry.Operation == TraceOperation.Note ? RegoValue.From(entry.Text).ToString() : entry.Text);
            if (entry.Locals.Length > 0)
            {
                output.Write("  {");
                output.Write(string.Join(", ", entry.Locals.Select(l => $"{l.Name}: {Short(l.Value)}")));
                output.Write('}');
            }
            output.WriteLine();
        }
    }

    /// <summary>Makes a value of a trace, for JSON.</summary>
    /// <param name="events">The trace.</param>
    /// <returns>An array with one object an event.</returns>
    public static RegoValue ToValue(IReadOnlyList<TraceEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return RegoArray.Create([.. events.Select(e => (RegoValue)RegoObject.Create(
            ("op", e.Operation.ToString()),
            ("text", e.Text),
            ("depth", (long)e.Depth),
            ("location", RegoObject.Create(("file", e.Place.File), ("row", (long)e.Place.Line), ("col", (long)e.Place.Column)))))]);
    }

    private static string Place(TraceEvent entry) => $"{entry.Place.File}:{entry.Place.Line}";

    private static string Short(RegoValue value) => value.ToShortString(60);
}
