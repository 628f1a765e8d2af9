using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bylaw.Collectors.Evaluations.Images;

/// <summary>Runs an ONNX classifier of images: one input of four axes, one output with a number for each class.</summary>
/// <remarks>Dispose it after use.</remarks>
internal sealed class ImageModel : IDisposable
{
    private const int MaxBatch = 64;
    private readonly InferenceSession _session;
    private readonly ImageScaling _scaling;
    private readonly string _input;
    private readonly bool _channelsFirst;
    private readonly int _batch;

    private ImageModel(InferenceSession session, ImageScaling scaling, string input, bool channelsFirst, int channels, int height, int width, int batch) =>
        (_session, _scaling, _input, _channelsFirst, Channels, Height, Width, _batch) = (session, scaling, input, channelsFirst, channels, height, width, batch);

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Opens a model of images; null when the file is a model of something else, or none.</summary>
    public static ImageModel? TryOpen(string path, ImageScaling scaling)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        if (scaling.Deviation.IsEmpty || scaling.Mean.IsEmpty || scaling.Deviation.Contains(0))
        {
            throw new EvaluationInputException("the scaling of images needs a mean and a deviation that is not zero");
        }
        InferenceSession session;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 2, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException)
        {
            return null; // the reader of tables tells what is wrong with the file
        }
        if (session.InputMetadata.Count == 1 && session.InputMetadata.Single() is { Value: { Dimensions.Length: 4 } input } named && input.ElementType == typeof(float))
        {
            var d = input.Dimensions;
            var first = d[1] is 1 or 3;
            var (channels, height, width) = first ? (d[1], d[2], d[3]) : (d[3], d[1], d[2]);
            if (channels is 1 or 3 && height is > 0 and <= 4096 && width is > 0 and <= 4096)
            {
                return new(session, scaling, named.Key, first, channels, height, width, d[0] > 0 ? d[0] : MaxBatch);
            }
            session.Dispose();
            throw new EvaluationInputException($"input `{named.Key}` of the model takes images, but not of a fixed size with one or three channels");
        }
        session.Dispose();
        return null;
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Gives the scores of the classes for each image.</summary>
    public float[][] Predict(IReadOnlyList<Picture> pictures)
    {
        var scores = new float[pictures.Count][];
        for (var start = 0; start < pictures.Count; start += _batch)
        {
            var count = Math.Min(_batch, pictures.Count - start);
            // A fixed batch is filled up with the last image again; its surplus answers are dropped.
            var rows = _batch == MaxBatch ? count : _batch;
            var values = new float[rows * Channels * Height * Width];
            for (var row = 0; row < rows; row++)
            {
                Fill(values, row, pictures[Math.Min(start + row, pictures.Count - 1)]);
            }
            int[] shape = _channelsFirst ? [rows, Channels, Height, Width] : [rows, Height, Width, Channels];
            try
            {
                using var outputs = _session.Run([NamedOnnxValue.CreateFromTensor(_input, new DenseTensor<float>(values, shape))]);
                var flat = outputs.Select(o => o.Value).OfType<Tensor<float>>().FirstOrDefault(t => t.Length % rows == 0 && t.Length / rows >= 2)?.ToArray()
                    ?? throw new EvaluationInputException("the model gives no score for each class of an image, so it is not a classifier that can be evaluated");
                var classes = flat.Length / rows;
                for (var row = 0; row < count; row++)
                {
                    scores[start + row] = flat[(row * classes)..((row + 1) * classes)];
                    if (Array.Exists(scores[start + row], float.IsNaN))
                    {
                        throw new EvaluationInputException("the model gives scores that are not numbers");
                    }
                }
            }
            catch (OnnxRuntimeException error)
            {
                throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"the model does not fit the images: {error.Message.ReplaceLineEndings(" ")}"));
            }
        }
        return scores;
    }

    private void Fill(float[] values, int row, Picture picture)
    {
        var at = row * Channels * Height * Width;
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var index = 0; index < Height * Width; index++)
            {
                var place = _channelsFirst ? (channel * Height * Width) + index : (index * Channels) + channel;
                values[at + place] = _scaling.Apply(picture.Pixels[(channel * Height * Width) + index], channel);
            }
        }
    }
}
