using System.Globalization;
using System.Net;
using System.Text;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Draws the few charts of a report as inline SVG, so that one file holds all and needs no script.</summary>
internal static class SvgChart
{
    internal static string[] Colours { get; } = ["#1f6feb", "#d1242f", "#1a7f37", "#9a6700", "#8250df", "#bf3989", "#57606a", "#0a7ea4"];

    /// <summary>Draws values with intervals, one a line.</summary>
    public static string Intervals(string title, IReadOnlyList<(string Name, double? Value, double Low, double High, bool Faint)> rows)
    {
        const int Left = 190, Width = 640, Row = 24;
        var height = 50 + (rows.Count * Row);
        var svg = Open(title, Width, height);
        for (var tick = 0; tick <= 5; tick++)
        {
            var x = X(tick / 5.0);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1='{x}' y1='30' x2='{x}' y2='{height - 18}' class='grid'/><text x='{x}' y='{height - 4}' class='tick'>{tick / 5.0:0.0}</text>");
        }
        for (var index = 0; index < rows.Count; index++)
        {
            var (name, value, low, high, faint) = rows[index];
            var y = 42 + (index * Row);
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{Left - 8}' y='{y + 4}' class='name'>{Text(name)}</text>");
            if (value is { } middle)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<g opacity='{(faint ? 0.35 : 1)}'><line x1='{X(low):0.#}' y1='{y}' x2='{X(high):0.#}' y2='{y}' stroke='{Colours[0]}' stroke-width='3'/><circle cx='{X(middle):0.#}' cy='{y}' r='5' fill='{Colours[0]}'><title>{Text(name)}: {middle:0.####} ({low:0.####} – {high:0.####})</title></circle></g>");
            }
        }
        return svg.Append("</svg>").ToString();

        double X(double value) => Left + (Math.Clamp(value, 0, 1) * (Width - Left - 20));
    }

    /// <summary>Draws curves in the unit square, with the diagonal.</summary>
    public static string Curves(string title, string across, string up, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points, bool Dots)> curves)
    {
        const int Size = 340, Left = 46, Top = 46;
        var svg = Open(title, Left + Size + 160, Top + Size + 46);
        for (var tick = 0; tick <= 5; tick++)
        {
            var share = tick / 5.0;
            svg.Append(CultureInfo.InvariantCulture, $"<line x1='{X(share)}' y1='{Y(0)}' x2='{X(share)}' y2='{Y(1)}' class='grid'/><line x1='{X(0)}' y1='{Y(share)}' x2='{X(1)}' y2='{Y(share)}' class='grid'/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{X(share)}' y='{Y(0) + 16}' class='tick'>{share:0.0}</text><text x='{Left - 6}' y='{Y(share) + 4}' class='name'>{share:0.0}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line x1='{X(0)}' y1='{Y(0)}' x2='{X(1)}' y2='{Y(1)}' stroke='#8c959f' stroke-dasharray='4 4'/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x='{X(0.5)}' y='{Y(0) + 34}' class='tick'>{Text(across)}</text><text x='{Left}' y='{Top - 6}' class='note'>{Text(up)}</text>");
        for (var index = 0; index < curves.Count; index++)
        {
            var (name, points, dots) = curves[index];
            var colour = Colours[index % Colours.Length];
            var path = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#},{Y(p.Y):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2'/>");
            foreach (var (x, y) in dots ? points : [])
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx='{X(x):0.#}' cy='{Y(y):0.#}' r='3.5' fill='{colour}'/>");
            }
            svg.Append(CultureInfo.InvariantCulture, $"<rect x='{Left + Size + 14}' y='{Top + (index * 20)}' width='12' height='12' fill='{colour}'/><text x='{Left + Size + 32}' y='{Top + 10 + (index * 20)}' class='note'>{Text(name)}</text>");
        }
        return svg.Append("</svg>").ToString();

        double X(double value) => Left + (value * Size);
        double Y(double value) => Top + ((1 - value) * Size);
    }

    /// <summary>Draws two shares a bin side by side.</summary>
    public static string Bars(string title, IReadOnlyList<(string Label, double Reference, double Current)> bins)
    {
        const int Height = 200;
        var step = Math.Max(26, Math.Min(70, 620 / Math.Max(1, bins.Count)));
        var svg = Open(title, Math.Max(60 + (bins.Count * step), 40 + (title.Length * 8)), Height + 110);
        var top = Math.Max(0.01, bins.Count == 0 ? 1 : bins.Max(b => Math.Max(b.Reference, b.Current)));
        for (var index = 0; index < bins.Count; index++)
        {
            var x = 40 + (index * step);
            Bar(x, bins[index].Reference, "#8c959f", "reference");
            Bar(x + (step * 0.4), bins[index].Current, Colours[0], "window");
            svg.Append(CultureInfo.InvariantCulture, $"<text transform='translate({x + (step * 0.4):0.#},{Height + 44}) rotate(35)' class='note'>{Text(bins[index].Label)}</text>");

            void Bar(double at, double share, string colour, string what)
            {
                var height = share / top * Height;
                svg.Append(CultureInfo.InvariantCulture, $"<rect x='{at:0.#}' y='{30 + Height - height:0.#}' width='{step * 0.36:0.#}' height='{height:0.#}' fill='{colour}'><title>{what} {share:0.####}</title></rect>");
            }
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Gives round values, some four of them, between two numbers.</summary>
    internal static List<double> Ticks(double low, double high)
    {
        var raw = (high - low) / 4;
        if (!(raw > 0))
        {
            return [low];
        }
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        var ticks = new List<double>();
        for (var tick = Math.Ceiling((low / step) - 1e-9) + 0.0; tick * step <= high + (1e-9 * step); tick++)
        {
            ticks.Add(tick * step);
        }
        return ticks;
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    internal static StringBuilder Open(string title, int width, int height) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"<svg viewBox='0 0 {width} {height}' width='{width}' height='{height}' role='img' aria-label='{Text(title)}'><text x='4' y='16' class='title'>{Text(title)}</text>");
}
