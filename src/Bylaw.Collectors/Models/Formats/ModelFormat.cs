namespace Bylaw.Collectors.Models.Formats;

/// <summary>Names the formats of model files as evidence has them.</summary>
internal static class ModelFormat
{
    public const string Safetensors = "safetensors";
    public const string Onnx = "onnx";
    public const string Gguf = "gguf";
    public const string Keras = "keras";
    public const string Hdf5 = "hdf5";
    public const string SavedModel = "savedmodel";
    public const string TfLite = "tflite";
    public const string PyTorch = "pytorch";
    public const string TorchScript = "torchscript";
    public const string Pickle = "pickle";
    public const string NumPy = "numpy";
    public const string XgbJson = "xgb-json";
    public const string LgbText = "lgb-txt";
    public const string Pmml = "pmml";
    public const string Json = "json";
    public const string Archive = "archive";
    public const string Text = "text";
    public const string Other = "other";
}
