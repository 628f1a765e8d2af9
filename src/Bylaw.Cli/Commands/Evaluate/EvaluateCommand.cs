using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary><c>bylaw evaluate FILE</c>: performance, fairness and calibration of a predictions file, or of an ONNX model on data.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> _file = new("FILE") { Description = "Predictions (or, with --model, data): .csv, .tsv, .parquet, .jsonl, .json, or FILE.duckdb#TABLE." };
    private static readonly Option<string?> _label = new("--label") { Description = "Column of true labels; left out when labels are not known yet." };
    private static readonly Option<string?> _prediction = new("--prediction") { Description = "Column of predicted labels." };
    private static readonly Option<string?> _score = new("--score") { Description = "Column of the positive class's probability." };
    private static readonly Option<double> _threshold = new("--threshold") { Description = "Score from which a row counts as predicted positive.", DefaultValueFactory = _ => 0.5 };
    private static readonly Option<string[]> _by = new("--by") { Description = "Protected attributes, separated by commas: --by sex,race.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> _positive = new("--positive") { Description = "Label that counts as positive (may be given again).", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> _negative = new("--negative") { Description = "Label that counts as negative (may be given again).", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> _unknown = new("--unknown") { Description = "Value that means \"not known\" in an attribute: --unknown ?", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> _weight = new("--weight") { Description = "Column of whole numbers: how many rows a line stands for." };
    private static readonly Option<bool> _multiClass = new("--multi-class") { Description = "There are more than two classes." };
    private static readonly Option<string?> _reference = new("--reference") { Description = "Group the others are compared with: largest, best, overall, or a group's name. Default largest." };
    private static readonly Option<long> _minRows = new("--min-n") { Description = "Fewest rows of a group that is judged.", DefaultValueFactory = _ => SmallGroupRule.Default.MinRows };
    private static readonly Option<double> _minRatio = new("--min-ratio") { Description = "Limit of the selection-rate ratio (a convention of US hiring law).", DefaultValueFactory = _ => 0.8 };
    private static readonly Option<double> _maxGap = new("--max-gap") { Description = "Limit of gaps in true and false positive rate.", DefaultValueFactory = _ => 0.1 };
    private static readonly Option<bool> _certain = new("--certain") { Description = "An interval that crosses its limit is insufficient, not judged by its middle." };
    private static readonly Option<long> _seed = new("--seed") { Description = "Seed of every random draw.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> _replicates = new("--replicates") { Description = "Bootstrap draws for intervals of gaps and ratios.", DefaultValueFactory = _ => 2000 };
    private static readonly Option<string?> _model = new("--model") { Description = "ONNX model to run on FILE; its digest is bound to the evidence." };
    private static readonly Option<string[]> _features = new("--features") { Description = "Columns of a model with one wide input, in its order.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> _robustness = new("--robustness") { Description = "With --model: perturb inputs, attack the boundary, flip protected attributes." };
    private static readonly Option<double> _imageScale = new("--image-scale") { Description = "For a model of images: what white is before mean and deviation, 1 or 255.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double[]> _imageMean = new("--image-mean") { Description = "For a model of images: mean by channel.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<double[]> _imageDeviation = new("--image-deviation") { Description = "For a model of images: deviation by channel.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> _classes = new("--classes") { Description = "For a model of images: names of the classes in its order.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> _driftFrom = new("--drift-from") { Description = "Reference (a kept profile or a table) that FILE is compared with; adds drift to the HTML report." };
    private static readonly Option<string[]> _output = new("--output") { Description = "Where to write: json=FILE (evidence), html=FILE (report with charts). May be given again." };

    private static readonly StudyFlags _studies = new();

    public static Command Build()
    {
        var command = new Command("evaluate", """
            Evaluate predictions: rates with intervals by group, gaps, tests, calibration.
            Examples:
              bylaw evaluate predictions.csv --label y --prediction yhat --by sex,race
              bylaw evaluate scores.parquet --label y --score p --threshold 0.4 --by sex --output html=report.html
              bylaw evaluate test.csv --model model.onnx --label y --by sex --robustness --output json=evidence.json
              bylaw evaluate pictures/ --model digits.onnx --image-scale 255 --robustness
              bylaw evaluate prices.csv --regression --label y --prediction yhat --by sex
              bylaw evaluate ranking.csv --rank place --by sex --label relevance
              bylaw evaluate members.csv --member in_training --label y --score p
              bylaw evaluate test.csv --model model.onnx --by sex --effects age,income --changeable income,savings
            Exit codes: 0 every outcome passes, 1 one fails, 3 one is insufficient and none fails, 2 the input is at fault.
            """)
        {
            _file, _label, _prediction, _score, _threshold, _by, _positive, _negative, _unknown, _weight, _multiClass, _reference, _minRows,
            _minRatio, _maxGap, _certain, _seed, _replicates, _model, _features, _robustness,
            _imageScale, _imageMean, _imageDeviation, _classes, _driftFrom, _output,
        };
        _studies.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var outputs = Outputs(parsed.GetValue(_output) ?? []);
            var file = parsed.GetRequiredValue(_file);
            var onDisk = file.Split('#')[0];
            if (!File.Exists(onDisk) && !(Directory.Exists(onDisk) && parsed.GetValue(_model) is not null))
            {
                throw new UserErrorException($"no such file: {onDisk}");
            }
            var layout = Layout(parsed);
            var analysis = Analysis(parsed);
            var study = _studies.Read(parsed, file);
            if (study.NeedsModel && parsed.GetValue(_model) is null)
            {
                throw new UserErrorException("--effects and --changeable ask the model: name it with --model");
            }
            using var progress = EvaluationProgress.Start();
            var report = Evaluate(parsed, file, layout, analysis, study, progress, cancellationToken);
            progress.Dispose();
            EvaluationTable.Write(report);
            await WriteAsync(outputs, report, onDisk, parsed.GetValue(_model), cancellationToken);
            var verdicts = report.Verdicts;
            return verdicts.Any(v => v.Outcome == Metrics.Outcome.Fail) ? ExitCode.Violation
                : verdicts.Any(v => v.Outcome == Metrics.Outcome.Insufficient) ? ExitCode.Incomplete
                : ExitCode.Success;
        }
        catch (EvaluationInputException error)
        {
            throw new UserErrorException(error.Message);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new UserErrorException(error.Message.ReplaceLineEndings(" "));
        }
    }

    private static EvaluationReport Evaluate(
        ParseResult parsed, string file, PredictionLayout layout, AnalysisOptions analysis, StudyOptions study, EvaluationProgress progress, CancellationToken cancellationToken)
    {
        if (study.StandsAlone && parsed.GetValue(_model) is null)
        {
            return new(null, StudyRun.OfTable(file, layout, analysis, study, progress.Report, cancellationToken), [], null);
        }
        var evaluation = parsed.GetValue(_model) is { } model
            ? ModelEvaluation.Run(file, model, layout, analysis, List(parsed.GetValue(_features)), Images(parsed), parsed.GetValue(_robustness), study, progress.Report, cancellationToken)
            : new(Predictions(file, layout, analysis, progress, cancellationToken), null, null) { Studies = StudyRun.OfTable(file, layout, analysis, study, progress.Report, cancellationToken) };
        var drift = parsed.GetValue(_driftFrom) is { } reference ? DriftFrom(reference, file, layout, progress, cancellationToken) : null;
        var limits = new EvaluationLimitsChoice(parsed.GetValue(_minRatio), parsed.GetValue(_maxGap), parsed.GetValue(_certain));
        return new(evaluation, evaluation.Studies, EvaluationVerdict.Of(evaluation.Result, limits), drift);
    }

    private static EvaluationResult Predictions(string file, PredictionLayout layout, AnalysisOptions analysis, EvaluationProgress progress, CancellationToken cancellationToken)
    {
        progress.Report($"reading {Path.GetFileName(file)}");
        using var table = TableSource.Open(file);
        return EvaluationResult.Of(table, layout, analysis, cancellationToken);
    }

    private static DriftResult DriftFrom(string reference, string file, PredictionLayout layout, EvaluationProgress progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(reference.Split('#')[0]))
        {
            throw new UserErrorException($"--drift-from: no such file: {reference.Split('#')[0]}");
        }
        var watched = new DriftLayout
        {
            Label = layout.Label, Prediction = layout.Prediction, Score = layout.Score, Threshold = layout.Threshold,
            Positive = layout.Positive, Negative = layout.Negative, Attributes = layout.Attributes,
        };
        var (profile, digest) = DriftReference.Open(reference, watched, progress.Report, cancellationToken);
        using var table = TableSource.Open(file);
        return DriftComparison.Run(profile, digest, table, [], progress.Report, cancellationToken);
    }

    private static ImageScaling Images(ParseResult parsed) => new(
        parsed.GetValue(_imageScale),
        parsed.GetValue(_imageMean) is { Length: > 0 } mean ? [.. mean] : ImageScaling.Default.Mean,
        parsed.GetValue(_imageDeviation) is { Length: > 0 } deviation ? [.. deviation] : ImageScaling.Default.Deviation);

    private static PredictionLayout Layout(ParseResult parsed)
    {
        var layout = new PredictionLayout
        {
            Label = parsed.GetValue(_label),
            Prediction = parsed.GetValue(_prediction),
            Score = parsed.GetValue(_score),
            Threshold = parsed.GetValue(_threshold),
            Attributes = List(parsed.GetValue(_by)),
            Negative = List(parsed.GetValue(_negative)),
            Unknown = List(parsed.GetValue(_unknown)),
            Weight = parsed.GetValue(_weight),
            MultiClass = parsed.GetValue(_multiClass),
            Classes = List(parsed.GetValue(_classes)),
        };
        return List(parsed.GetValue(_positive)) is { IsEmpty: false } positive ? layout with { Positive = positive } : layout;
    }

    private static AnalysisOptions Analysis(ParseResult parsed) => AnalysisOptions.Default with
    {
        Reference = parsed.GetValue(_reference) switch
        {
            null or "largest" => ReferenceChoice.Largest,
            "best" => ReferenceChoice.Best,
            "overall" => ReferenceChoice.Overall,
            var name => ReferenceChoice.Named(name),
        },
        Replicates = parsed.GetValue(_replicates),
        Seed = parsed.GetValue(_seed),
        SmallGroups = SmallGroupRule.Default with { MinRows = parsed.GetValue(_minRows) },
    };

    internal static ImmutableArray<string> List(string[]? values) => [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    internal static Dictionary<string, string> Outputs(string[] values)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var parts = value.Split('=', 2);
            if (parts.Length != 2 || parts[0] is not ("json" or "html") || parts[1].Length == 0)
            {
                throw new UserErrorException($"--output {value}: write json=FILE or html=FILE");
            }
            outputs[parts[0]] = parts[1];
        }
        return outputs;
    }

    private static async Task WriteAsync(
        Dictionary<string, string> outputs, EvaluationReport report, string file, string? model, CancellationToken cancellationToken)
    {
        if (outputs.Count == 0)
        {
            return;
        }
        var source = Directory.Exists(file)
            ? new EvidenceSource(Path.GetFileName(Path.TrimEndingDirectorySeparator(file)))
            : new EvidenceSource(Path.GetFileName(file), await Sha256Digest.OfFileAsync(file, cancellationToken));
        var digest = model is null ? null : await Sha256Digest.OfFileAsync(model, cancellationToken);
        try
        {
            if (outputs.TryGetValue("json", out var json))
            {
                var context = new CollectorContext
                {
                    Collector = new("evaluation", "2"),
                    Subject = new(Path.GetFileNameWithoutExtension(model ?? file)),
                    Files = new SourceFolder(Path.GetDirectoryName(Path.GetFullPath(file))!),
                    Clock = TimeProvider.System,
                };
                EvidenceDocument[] documents = report.Evaluation is { } evaluation
                    ? [EvaluationCollector.Document(context, evaluation.Result, source, digest, null, null, report.Studies), .. evaluation.Robustness?.Documents(context, source, digest) ?? []]
                    : [EvaluationCollector.Document(context, report.Studies, report.Studies[0].Kind, source, [], digest, null)];
                var array = new JsonArray([.. documents.Select(d => (JsonNode)d.ToJson())]);
                await File.WriteAllTextAsync(json, array.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", cancellationToken);
            }
            if (outputs.TryGetValue("html", out var html))
            {
                await File.WriteAllTextAsync(html, EvaluationHtml.Write(report, source, digest), cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write the report: {error.Message}");
        }
    }
}
