using System.Collections.Immutable;
using System.Globalization;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Draws how one number goes with another as inline SVG, each on the scale of what was seen.</summary>
internal static class SvgEffect
{
    private const int Left = 64, Top = 40, Width = 420, Height = 220;

    public static string Draw(string title, string across, string up, ImmutableArray<(double X, double Y)> points)
    {
        if (points.Length < 2)
        {
            return "";
        }
        double left = points[0].X, right = points[^1].X, low = points.Min(p => p.Y), high = points.Max(p => p.Y);
        var room = high > low ? 0.06 * (high - low) : 0.05;
        (low, high) = (low - room, high + room);
        var svg = SvgChart.Open(title, Left + Width + 30, Top + Height + 50);
        foreach (var y in SvgChart.Ticks(low, high))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1='{Left}' y1='{Y(y):0.#}' x2='{Left + Width}' y2='{Y(y):0.#}' class='grid'/><text x='{Left - 6}' y='{Y(y) + 4:0.#}' class='name'>{y:0.####}</text>");
        }
        foreach (var x in SvgChart.Ticks(left, right))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{X(x):0.#}' y='{Top + Height + 18}' class='tick'>{x:0.###}</text>");
        }
        var path = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#},{Y(p.Y):0.#}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points='{path}' fill='none' stroke='{SvgChart.Colours[0]}' stroke-width='2'/>");
        foreach (var (x, y) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx='{X(x):0.#}' cy='{Y(y):0.#}' r='3' fill='{SvgChart.Colours[0]}'><title>{x:0.####}: {y:0.####}</title></circle>");
        }
        return svg.Append(CultureInfo.InvariantCulture, $"<text x='{Left + (Width / 2)}' y='{Top + Height + 38}' class='tick'>{SvgChart.Text(across)}</text><text x='{Left}' y='{Top - 10}' class='note'>{SvgChart.Text(up)}</text></svg>").ToString();

        double X(double value) => Left + (right > left ? (value - left) / (right - left) * Width : Width / 2.0);

        double Y(double value) => Top + ((high - value) / (high - low) * Height);
    }
}
