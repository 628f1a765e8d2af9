using System.Globalization;
using System.Text;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Draws values over windows as inline SVG, with one dashed line for a limit or a reference.</summary>
internal static class SvgLines
{
    private const int Left = 52, Top = 34, Width = 620, Height = 220;

    public static string Draw(string title, IReadOnlyList<string> windows, IReadOnlyList<(string Name, IReadOnlyList<double?> Values)> lines, double? mark, string markName)
    {
        var known = lines.SelectMany(l => l.Values).OfType<double>().Where(double.IsFinite).Concat(mark is { } m ? [m] : Array.Empty<double>()).ToArray();
        if (known.Length == 0)
        {
            return "";
        }
        double low = known.Min() >= 0 && known.Min() < 0.4 ? 0 : known.Min(), high = known.Max();
        var room = high > low ? 0.06 * (high - low) : 0.05;
        (low, high) = (low == 0 ? 0 : low - room, high + room);
        var svg = SvgChart.Open(title, Left + Width + 270, Top + Height + 70);
        foreach (var value in SvgChart.Ticks(low, high))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1='{Left}' y1='{Y(value):0.#}' x2='{Left + Width}' y2='{Y(value):0.#}' class='grid'/><text x='{Left - 6}' y='{Y(value) + 4:0.#}' class='name'>{value:0.###}</text>");
        }
        var step = Math.Max(1, (windows.Count + 9) / 10);
        for (var index = 0; index < windows.Count; index += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text transform='translate({X(index):0.#},{Top + Height + 16}) rotate(30)' class='note'>{SvgChart.Text(windows[index])}</text>");
        }
        if (mark is { } at)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1='{Left}' y1='{Y(at):0.#}' x2='{Left + Width}' y2='{Y(at):0.#}' stroke='#57606a' stroke-dasharray='5 4'/><text x='{Left + Width + 6}' y='{Y(at) + 4:0.#}' class='note'>{SvgChart.Text(markName)} {at:0.###}</text>");
        }
        for (var index = 0; index < lines.Count; index++)
        {
            Line(svg, lines[index], SvgChart.Colours[index % SvgChart.Colours.Length], Top + (index * 20));
        }
        return svg.Append("</svg>").ToString();

        double X(int index) => windows.Count == 1 ? Left + (Width / 2.0) : Left + (index / (windows.Count - 1.0) * Width);

        double Y(double value) => Top + ((high - value) / (high - low) * Height);

        void Line(StringBuilder into, (string Name, IReadOnlyList<double?> Values) line, string colour, int legend)
        {
            var run = new List<string>();
            for (var index = 0; index <= line.Values.Count; index++)
            {
                if (index < line.Values.Count && line.Values[index] is { } value && double.IsFinite(value))
                {
                    run.Add(string.Create(CultureInfo.InvariantCulture, $"{X(index):0.#},{Y(value):0.#}"));
                    into.Append(CultureInfo.InvariantCulture, $"<circle cx='{X(index):0.#}' cy='{Y(value):0.#}' r='3' fill='{colour}'><title>{SvgChart.Text(line.Name)} {SvgChart.Text(windows[index])}: {value:0.####}</title></circle>");
                }
                else if (run.Count > 0)
                {
                    into.Append(CultureInfo.InvariantCulture, $"<polyline points='{string.Join(' ', run)}' fill='none' stroke='{colour}' stroke-width='2'/>");
                    run.Clear(); // a window without a number breaks the line, so that nothing is drawn where nothing is known
                }
            }
            into.Append(CultureInfo.InvariantCulture, $"<rect x='{Left + Width + 72}' y='{legend}' width='12' height='12' fill='{colour}'/><text x='{Left + Width + 90}' y='{legend + 10}' class='note'>{SvgChart.Text(line.Name)}</text>");
        }
    }
}
