using SkiaSharp;

namespace Bylaw.Collectors.Evaluations.Images;

/// <summary>Holds one image as planes of pixels from 0 to 255: channel, then row, then column.</summary>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">The planes.</param>
internal sealed record Picture(int Channels, int Height, int Width, float[] Pixels)
{
    public float this[int channel, int row, int column] => Pixels[(((channel * Height) + Math.Clamp(row, 0, Height - 1)) * Width) + Math.Clamp(column, 0, Width - 1)];

    /// <summary>Reads an image file at the size a model takes.</summary>
    public static Picture Read(string file, int channels, int height, int width)
    {
        using var decoded = SKBitmap.Decode(file) ?? throw new EvaluationInputException($"'{Path.GetFileName(file)}' cannot be read as an image");
        if (decoded.Width == width && decoded.Height == height)
        {
            return Of(decoded, channels);
        }
        using var sized = decoded.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear))
            ?? throw new EvaluationInputException($"'{Path.GetFileName(file)}' cannot be brought to {width} × {height}");
        return Of(sized, channels);
    }

    /// <summary>Writes the image as JPEG and reads it again.</summary>
    public Picture Compress(int quality)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                byte At(int channel) => (byte)Math.Clamp(Math.Round(this[Channels == 1 ? 0 : channel, row, column]), 0, 255);
                bitmap.SetPixel(column, row, new SKColor(At(0), At(1), At(2)));
            }
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using var again = SKBitmap.Decode(data);
        return Of(again, Channels);
    }

    /// <summary>Makes a picture pixel by pixel.</summary>
    public Picture Map(Func<int, int, int, float> pixel)
    {
        var pixels = new float[Pixels.Length];
        var at = 0;
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var row = 0; row < Height; row++)
            {
                for (var column = 0; column < Width; column++)
                {
                    pixels[at++] = Math.Clamp(pixel(channel, row, column), 0, 255);
                }
            }
        }
        return this with { Pixels = pixels };
    }

    private static Picture Of(SKBitmap bitmap, int channels)
    {
        int height = bitmap.Height, width = bitmap.Width;
        var pixels = new float[channels * height * width];
        var colours = bitmap.Pixels;
        for (var index = 0; index < colours.Length; index++)
        {
            var (red, green, blue) = (colours[index].Red, colours[index].Green, colours[index].Blue);
            if (channels == 1)
            {
                pixels[index] = red == green && green == blue ? red : (0.299f * red) + (0.587f * green) + (0.114f * blue);
            }
            else
            {
                (pixels[index], pixels[(height * width) + index], pixels[(2 * height * width) + index]) = (red, green, blue);
            }
        }
        return new(channels, height, width, pixels);
    }
}
