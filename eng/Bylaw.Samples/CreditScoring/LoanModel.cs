using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Bylaw.Samples.CreditScoring;

/// <summary>A gradient-boosted model of who pays back, trained with ML.NET.</summary>
internal sealed class LoanModel
{
    /// <summary>The features, in the order of the model's input. Sex, age and region are none of them.</summary>
    public static readonly string[] Features = ["income", "debt_ratio", "employment_years", "prior_defaults", "loan_amount"];

    private const int Seed = 7;
    private readonly MLContext _context;
    private readonly BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> _trained;

    private LoanModel(MLContext context, BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> trained)
    {
        _context = context;
        _trained = trained;
    }

    public TreeEnsemble<RegressionTree> Trees => _trained.Model.SubModel.TrainedTreeEnsemble;

    public double Slope => _trained.Model.Calibrator.Slope;

    public double Offset => _trained.Model.Calibrator.Offset;

    public static LoanModel Train(IEnumerable<Applicant> applicants)
    {
        var context = new MLContext(Seed);
        var data = context.Data.LoadFromEnumerable(applicants.Select(Row.Of));
        var trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = nameof(Row.Repaid),
            FeatureColumnName = nameof(Row.Values),
            NumberOfTrees = 40,
            NumberOfLeaves = 12,
            LearningRate = 0.2,
            MinimumExampleCountPerLeaf = 40,
            NumberOfThreads = 1,
            Seed = Seed,
        });
        return new LoanModel(context, trainer.Fit(data));
    }

    /// <summary>Scores applications: the probability that they pay back.</summary>
    public float[] Score(IEnumerable<Applicant> applicants)
    {
        var scored = _trained.Transform(_context.Data.LoadFromEnumerable(applicants.Select(Row.Of)));
        return [.. scored.GetColumn<float>("Probability")];
    }

    public static float[] Input(Applicant a) => [a.Income, a.DebtRatio, a.EmploymentYears, a.PriorDefaults, a.LoanAmount];

    private sealed class Row
    {
        [VectorType(5)]
        public float[] Values { get; set; } = [];

        public bool Repaid { get; set; }

        public static Row Of(Applicant a) => new() { Values = Input(a), Repaid = !a.IsDefaulted };
    }
}
