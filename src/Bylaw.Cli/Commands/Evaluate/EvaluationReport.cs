using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Studies;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Holds all that one call of <c>bylaw evaluate</c> found.</summary>
/// <param name="Evaluation">The counts of a classifier; null when a study stands for itself.</param>
/// <param name="Studies">The further looks that were asked for.</param>
/// <param name="Verdicts">What was compared with a limit.</param>
/// <param name="Drift">The comparison with a reference, or null.</param>
internal sealed record EvaluationReport(ModelEvaluation? Evaluation, ImmutableArray<Study> Studies, ImmutableArray<EvaluationVerdict> Verdicts, DriftResult? Drift);
