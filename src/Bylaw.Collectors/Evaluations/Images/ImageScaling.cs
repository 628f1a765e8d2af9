using System.Collections.Immutable;

namespace Bylaw.Collectors.Evaluations.Images;

/// <summary>Says how pixels from 0 to 255 become the numbers that a model reads: (pixel / 255 × scale − mean) / deviation, by channel.</summary>
/// <param name="Scale">What white is before mean and deviation: 1, or 255 for a model that reads pixels as they are.</param>
/// <param name="Mean">One number, or one a channel.</param>
/// <param name="Deviation">One number, or one a channel; none zero.</param>
public sealed record ImageScaling(double Scale, ImmutableArray<double> Mean, ImmutableArray<double> Deviation)
{
    /// <summary>Gets the default: from 0 to 1.</summary>
    public static ImageScaling Default { get; } = new(1, [0], [1]);

    internal float Apply(float pixel, int channel) =>
        (float)(((pixel / 255.0 * Scale) - Mean[Math.Min(channel, Mean.Length - 1)]) / Deviation[Math.Min(channel, Deviation.Length - 1)]);
}
