using System.Globalization;
using Bylaw.Collectors.Evaluations.Predictions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Reads labels and probabilities out of what classifiers of several exporters give: tensors, or a list of maps.</summary>
internal static class OnnxOutputs
{
    public static (string[] Labels, double[]? Scores) Read(IReadOnlyCollection<DisposableNamedOnnxValue> outputs, int rows, IReadOnlyCollection<string> positive)
    {
        string[]? labels = null;
        double[]? scores = null;
        foreach (var output in outputs)
        {
            if (output.ValueType == OnnxValueType.ONNX_TYPE_SEQUENCE)
            {
                scores ??= FromMaps(output, rows, positive);
            }
            else if (output.ElementType == TensorElementType.Int64 && labels is null)
            {
                labels = Sized([.. output.AsEnumerable<long>().Select(v => v.ToString(CultureInfo.InvariantCulture))], rows);
            }
            else if (output.ElementType == TensorElementType.String && labels is null)
            {
                labels = Sized([.. output.AsEnumerable<string>()], rows);
            }
            else if (output.ElementType is TensorElementType.Float or TensorElementType.Double && scores is null)
            {
                double[] flat = output.ElementType == TensorElementType.Float
                    ? [.. output.AsEnumerable<float>().Select(v => (double)v)]
                    : [.. output.AsEnumerable<double>()];
                if (rows > 0 && flat.Length % rows == 0 && flat.Length / rows is 1 or 2)
                {
                    var width = flat.Length / rows;
                    scores = [.. Enumerable.Range(0, rows).Select(r => flat[(r * width) + width - 1])];
                }
            }
        }
        if (labels is null && scores is null)
        {
            throw new EvaluationInputException("the model gives neither labels nor the probabilities of two classes, so it is not a classifier that can be evaluated");
        }
        labels ??= [.. scores!.Select(s => s >= 0.5 ? "1" : "0")];
        return (labels, scores);
    }

    private static string[]? Sized(string[] labels, int rows) => labels.Length == rows ? labels : null;

    private static double[]? FromMaps(DisposableNamedOnnxValue output, int rows, IReadOnlyCollection<string> positive)
    {
        var scores = new List<double>(rows);
        foreach (var item in output.AsEnumerable<NamedOnnxValue>())
        {
            double? found = item.Value switch
            {
                IDictionary<long, float> byNumber => Pick(byNumber.Select(p => (p.Key.ToString(CultureInfo.InvariantCulture), p.Value))),
                IDictionary<string, float> byText => Pick(byText.Select(p => (p.Key, p.Value))),
                _ => null,
            };
            if (found is null)
            {
                return null;
            }
            scores.Add(found.Value);
        }
        return scores.Count == rows ? [.. scores] : null;

        double? Pick(IEnumerable<(string Label, float Probability)> map) => map
            .Where(m => positive.Contains(LabelSet.Canonical(m.Label)))
            .Select(m => (double?)m.Probability)
            .FirstOrDefault();
    }
}
