using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Runs the looks at rows that were asked for.</summary>
public static class StudyRun
{
    /// <summary>Looks at a table: regression, ranking, similar persons, bias scan, and attacks on privacy.</summary>
    /// <param name="path">The table; not opened for a budget alone.</param>
    /// <param name="layout">Which column is what.</param>
    /// <param name="options">How groups are compared.</param>
    /// <param name="study">What is wanted.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One study for each look.</returns>
    /// <exception cref="EvaluationInputException">A column is missing or holds something that gives no meaning.</exception>
    public static ImmutableArray<Study> OfTable(
        string path, PredictionLayout layout, AnalysisOptions options, StudyOptions study, Action<string> progress, CancellationToken cancellationToken = default)
    {
        var studies = ImmutableArray.CreateBuilder<Study>();
        if (study.NeedsRows)
        {
            OfRows(studies, path, layout, options, study, progress, cancellationToken);
        }
        if (study.Releases is { } releases)
        {
            progress("privacy budget");
            using var list = TableSource.Open(releases);
            studies.Add(BudgetStudy.Run(new WatchedTable(list, cancellationToken), study.Delta));
        }
        return studies.ToImmutable();
    }

    private static void OfRows(
        ImmutableArray<Study>.Builder studies, string path, PredictionLayout layout, AnalysisOptions options, StudyOptions study, Action<string> progress, CancellationToken cancellationToken)
    {
        using var table = TableSource.Open(path);
        var read = new WatchedTable(table, cancellationToken);
        if (study.Regression)
        {
            progress("errors of a regression");
            studies.Add(RegressionStudy.Run(read, layout, options));
        }
        if (study.Rank is not null)
        {
            progress("places of a ranking");
            studies.Add(RankingStudy.Run(read, layout, options, study));
        }
        if (!study.Similar.IsEmpty)
        {
            progress("similar persons");
            studies.Add(FairnessStudies.Consistency(read, layout, study, options.Seed));
        }
        if (!study.Scan.IsEmpty)
        {
            progress("bias scan");
            studies.Add(FairnessStudies.BiasScan(read, layout, study, options.Seed));
        }
        if (study.Member is { } member)
        {
            progress("membership inference");
            studies.Add(PrivacyStudies.Membership(table, layout, member, cancellationToken));
        }
        if (study.Shadows is { } shadows)
        {
            progress("shadow models");
            studies.Add(PrivacyStudies.LikelihoodRatio(table, layout, study, shadows, cancellationToken));
        }
        if (study.Infer is { } secret)
        {
            progress($"inferring {secret}");
            studies.Add(PrivacyStudies.Attribute(read, layout, study, secret, options.Seed));
        }
    }

    /// <summary>Looks at a model that is run here: effects of inputs, and recourse of the refused.</summary>
    internal static ImmutableArray<Study> OfModel(
        FeatureTable table, bool[] decisions, Func<FeatureTable, (bool[] Positive, double[]? Scores)> model, IReadOnlyList<(string Attribute, string?[] Values)> attributes,
        StudyOptions study, AnalysisOptions options, Action<string> progress, CancellationToken cancellationToken)
    {
        var studies = ImmutableArray.CreateBuilder<Study>();
        if (!study.Effects.IsEmpty)
        {
            studies.Add(EffectStudy.Run(table, t => model(t).Scores, study, options.Seed, progress, cancellationToken));
        }
        if (!study.Changeable.IsEmpty)
        {
            studies.AddRange(RecourseStudy.Run(table, decisions, t => model(t).Positive, attributes, study, options, progress, cancellationToken));
        }
        return studies.ToImmutable();
    }
}
