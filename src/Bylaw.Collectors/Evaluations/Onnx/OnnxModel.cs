using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Tables;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Holds what a classifier said about rows.</summary>
/// <param name="Labels">The predicted label of each row, as text.</param>
/// <param name="Scores">The probability of the positive class; null when the model gives none.</param>
public sealed record ModelOutput(string[] Labels, double[]? Scores);

/// <summary>Runs a tabular ONNX classifier: one column an input, or one wide input.</summary>
/// <remarks>Dispose it after use. Safe to call from many threads.</remarks>
public sealed class OnnxModel : IDisposable
{
    private const int Batch = 8192;
    private readonly InferenceSession _session;
    private readonly ImmutableArray<string> _wide;

    private OnnxModel(InferenceSession session, ImmutableArray<string> wide, ImmutableArray<(string Name, bool IsNumeric)> inputs) =>
        (_session, _wide, Inputs) = (session, wide, inputs);

    /// <summary>Gets the columns the model reads.</summary>
    public ImmutableArray<(string Name, bool IsNumeric)> Inputs { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="features">For a model with one wide input, its columns in order; empty to take them from the data.</param>
    /// <param name="table">The data, whose columns serve a wide input when <paramref name="features"/> is empty.</param>
    /// <param name="notFeatures">Columns of the data that are no features: label, groups, row number.</param>
    /// <returns>The model.</returns>
    /// <exception cref="EvaluationInputException">The file is no ONNX model, or its inputs do not fit the data.</exception>
    public static OnnxModel Open(string path, IReadOnlyList<string> features, TableSource table, IReadOnlyList<string> notFeatures)
    {
        if (!File.Exists(path))
        {
            throw new EvaluationInputException($"no such model file: {path}");
        }
        InferenceSession session;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 2, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new EvaluationInputException($"'{Path.GetFileName(path)}' cannot be loaded as an ONNX model: {OneLine(error.Message)}");
        }
        try
        {
            var inputs = session.InputMetadata;
            if (inputs.FirstOrDefault(i => i.Value.ElementType != typeof(float) && i.Value.ElementType != typeof(double)
                && i.Value.ElementType != typeof(long) && i.Value.ElementType != typeof(int) && i.Value.ElementType != typeof(string)).Key is { } odd)
            {
                throw new EvaluationInputException($"input `{odd}` of the model holds a type that a table cannot give");
            }
            if (inputs.Count == 1 && inputs.Single().Value is { Dimensions.Length: 2 } only && only.Dimensions[1] != 1)
            {
                var wide = WideColumns(only.Dimensions[1], features, table, notFeatures);
                return new(session, wide, [.. wide.Select(w => (w, only.ElementType != typeof(string)))]);
            }
            if (inputs.FirstOrDefault(i => i.Value.Dimensions.Length > 2 || (i.Value.Dimensions.Length == 2 && i.Value.Dimensions[1] is not (1 or -1))).Key is { } many)
            {
                throw new EvaluationInputException($"input `{many}` of the model does not take one column of a table");
            }
            return new(session, [], [.. inputs.Select(i => (i.Key, i.Value.ElementType != typeof(string)))]);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>Runs the model.</summary>
    /// <param name="features">The inputs in the order of <see cref="Inputs"/>.</param>
    /// <param name="positive">Labels that count as positive, which tells whose probability is wanted.</param>
    /// <returns>A label and, where the model gives one, a probability for each row.</returns>
    /// <exception cref="EvaluationInputException">The model refuses the data or its outputs are not a classifier's.</exception>
    public ModelOutput Predict(FeatureTable features, IReadOnlyCollection<string> positive)
    {
        var labels = new List<string>(features.Rows);
        List<double>? scores = null;
        for (var start = 0; start < features.Rows; start += Batch)
        {
            var count = Math.Min(Batch, features.Rows - start);
            try
            {
                using var outputs = _session.Run(Values(features, start, count));
                var (batchLabels, batchScores) = OnnxOutputs.Read(outputs, count, positive);
                labels.AddRange(batchLabels);
                if (batchScores is not null)
                {
                    (scores ??= []).AddRange(batchScores);
                }
            }
            catch (OnnxRuntimeException error)
            {
                throw new EvaluationInputException($"the model does not fit the data: {OneLine(error.Message)}");
            }
        }
        return new([.. labels], scores is { } all && all.Count == features.Rows ? [.. all] : null);
    }

    private static ImmutableArray<string> WideColumns(int width, IReadOnlyList<string> features, TableSource table, IReadOnlyList<string> notFeatures)
    {
        ImmutableArray<string> columns = features.Count > 0
            ? [.. features]
            : [.. table.Columns.Select(c => c.Name.Trim()).Where(c => !notFeatures.Contains(c, StringComparer.OrdinalIgnoreCase) && c.ToLowerInvariant() is not ("row" or "id" or "index" or "rownames"))];
        return width < 0 || columns.Length == width
            ? columns
            : throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture,
                $"the model reads {width} columns, but {columns.Length} are given ({string.Join(", ", columns.Take(20))}): name them in order"));
    }

    private List<NamedOnnxValue> Values(FeatureTable features, int start, int count)
    {
        var values = new List<NamedOnnxValue>();
        if (!_wide.IsEmpty)
        {
            var (name, meta) = _session.InputMetadata.Single();
            values.Add(Value(name, meta, [count, _wide.Length], features, start));
            return values;
        }
        foreach (var (name, meta) in _session.InputMetadata)
        {
            var column = features.Columns.First(c => c.Name == name);
            values.Add(Value(name, meta, meta.Dimensions.Length == 1 ? [count] : [count, 1], FeatureTable.Of([column]), start));
        }
        return values;
    }

    private static NamedOnnxValue Value(string name, NodeMetadata meta, int[] shape, FeatureTable table, int start)
    {
        var width = table.Columns.Length;
        var size = shape[0] * width;
        T[] Fill<T>(Func<double, T> convert)
        {
            var buffer = new T[size];
            for (var column = 0; column < width; column++)
            {
                var numbers = table.Columns[column].Numbers!;
                for (var row = 0; row < shape[0]; row++)
                {
                    buffer[(row * width) + column] = convert(numbers[start + row]);
                }
            }
            return buffer;
        }
        if (meta.ElementType == typeof(string))
        {
            var texts = new string[size];
            for (var column = 0; column < width; column++)
            {
                for (var row = 0; row < shape[0]; row++)
                {
                    texts[(row * width) + column] = table.Columns[column].Texts![start + row];
                }
            }
            return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<string>(texts, shape));
        }
        return meta.ElementType == typeof(double) ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(Fill(x => x), shape))
            : meta.ElementType == typeof(long) ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(Fill(x => Whole(x, name)), shape))
            : meta.ElementType == typeof(int) ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<int>(Fill(x => (int)Whole(x, name)), shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(Fill(x => (float)x), shape));
    }

    private static long Whole(double value, string name) => double.IsNaN(value)
        ? throw new EvaluationInputException($"input `{name}` takes whole numbers and cannot be missing")
        : (long)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue);

    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length > 200 ? line[..200] + " …" : line;
    }
}
