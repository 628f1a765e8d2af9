using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Metrics.Fairness;
using Bylaw.Testing;
using SkiaSharp;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class ImageTests : IDisposable
{
    private const int Size = 12;
    private readonly EvaluationRoom _room = new();

    public ImageTests()
    {
        // Two classes: the brighter half is on the left, or at the top.
        var weights = new float[Size * Size * 2];
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                weights[((y * Size) + x) * 2] = x < Size / 2 ? 1 : -1;
                weights[(((y * Size) + x) * 2) + 1] = y < Size / 2 ? 1 : -1;
            }
        }
        _room.Write("m.onnx", new OnnxWriter()
            .Input("image", OnnxWriter.Float, -1, 1, Size, Size)
            .Constant("w", [Size * Size, 2], weights)
            .Node("Flatten", "", ["image"], ["flat"])
            .Node("MatMul", "", ["flat", "w"], ["scores"])
            .Output("scores", OnnxWriter.Float, -1, 2)
            .ToBytes());
        for (var i = 0; i < 8; i++)
        {
            Save($"pictures/left/{i}.png", (x, _) => x < Size / 2, (byte)(150 + (10 * i)));
            Save($"pictures/top/{i}.png", (_, y) => y < Size / 2, (byte)(150 + (10 * i)));
        }
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_folder_of_labelled_images_is_classified()
    {
        var result = Run().Result;

        Assert.Equal(1, result.Overall.Single(m => m.Name == "accuracy").Value);
        Assert.Equal(16, result.Cells.Rows);
    }

    [Fact]
    public void Noise_blur_rotation_and_compression_are_measured_and_only_the_turn_of_the_axis_confuses()
    {
        var metrics = Run().Robustness!.Metrics.ToDictionary(m => m.Name, m => m.Value);

        Assert.Equal(0, metrics["flip_rate_noise_0.02"]);
        Assert.Equal(0, metrics["flip_rate_blur_1"]);
        Assert.Equal(0, metrics["flip_rate_compression_10"]);
        Assert.Equal(0, metrics["accuracy_drop_rotation_5"]);
        Assert.True(metrics.ContainsKey("flip_rate_rotation_-30"));
    }

    [Fact]
    public void A_quarter_turn_moves_the_bright_half_to_another_side()
    {
        var picture = Picture.Read(Path.Combine(_room.Path, "pictures/left/0.png"), 1, Size, Size);

        var turned = ImagePerturbations.All(1).Single(p => p.Name == "rotation_30").Change(picture, 0);

        Assert.NotEqual(picture.Pixels, turned.Pixels);
        Assert.All(turned.Pixels, p => Assert.InRange(p, 0, 255));
    }

    [Fact]
    public async Task Image_evidence_names_the_folder_by_its_files()
    {
        var before = await _room.CollectAsync<EvaluationCollector>("""{"kind": "noise", "model": "m.onnx", "data": "pictures", "classes": ["left", "top"]}""");
        Save("pictures/top/9.png", (_, y) => y < 2, 255);
        var after = await _room.CollectAsync<EvaluationCollector>("""{"kind": "noise", "model": "m.onnx", "data": "pictures", "classes": ["left", "top"]}""");

        Assert.NotEqual(Assert.Single(before.Documents).Spec["dataset_digest"]!.GetValue<string>(), Assert.Single(after.Documents).Spec["dataset_digest"]!.GetValue<string>());
    }

    [Fact]
    public void A_file_that_is_no_image_is_refused()
    {
        _room.Write("pictures/left/bad.png", "no image");

        Assert.Contains("cannot be read as an image", Assert.Throws<EvaluationInputException>(() => Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_do_not_fit_the_classes_are_refused()
    {
        Save("pictures/third/0.png", (x, y) => x > y, 200);

        Assert.Contains("name the classes", Assert.Throws<EvaluationInputException>(() => Run()).Message, StringComparison.Ordinal);
    }

    private ModelEvaluation Run() => ModelEvaluation.Run(
        Path.Combine(_room.Path, "pictures"), Path.Combine(_room.Path, "m.onnx"), new PredictionLayout(), AnalysisOptions.Default, [], ImageScaling.Default, true, new StudyOptions(), _ => { });

    private void Save(string name, Func<int, int, bool> bright, byte light)
    {
        using var bitmap = new SKBitmap(Size, Size);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var value = bright(x, y) ? light : (byte)20;
                bitmap.SetPixel(x, y, new SKColor(value, value, value));
            }
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _room.Write(name, data.ToArray());
    }
}
