namespace Bylaw.Metrics.Fairness;

/// <summary>Names rates as evidence has them.</summary>
public static class RateNames
{
    /// <summary>Returns the lasting name of a rate.</summary>
    /// <param name="rate">A rate.</param>
    /// <returns>Lower-case words with underscores.</returns>
    public static string Name(this Rate rate) => rate switch
    {
        Rate.Selection => "selection_rate",
        Rate.Base => "base_rate",
        Rate.TruePositive => "true_positive_rate",
        Rate.FalsePositive => "false_positive_rate",
        Rate.TrueNegative => "true_negative_rate",
        Rate.FalseNegative => "false_negative_rate",
        Rate.Precision => "precision",
        Rate.NegativePredictive => "negative_predictive_value",
        Rate.FalseDiscovery => "false_discovery_rate",
        Rate.FalseOmission => "false_omission_rate",
        Rate.Accuracy => "accuracy",
        _ => "error_rate",
    };

    /// <summary>Returns the formula of a rate in words a finding can print.</summary>
    /// <param name="rate">A rate.</param>
    /// <returns>A short formula.</returns>
    public static string Words(this Rate rate) => rate switch
    {
        Rate.Selection => "rows predicted positive / rows",
        Rate.Base => "positive rows / rows",
        Rate.TruePositive => "positive rows predicted positive / positive rows",
        Rate.FalsePositive => "negative rows predicted positive / negative rows",
        Rate.TrueNegative => "negative rows predicted negative / negative rows",
        Rate.FalseNegative => "positive rows predicted negative / positive rows",
        Rate.Precision => "positive rows among those predicted positive",
        Rate.NegativePredictive => "negative rows among those predicted negative",
        Rate.FalseDiscovery => "negative rows among those predicted positive",
        Rate.FalseOmission => "positive rows among those predicted negative",
        Rate.Accuracy => "rows predicted right / rows",
        _ => "rows predicted wrong / rows",
    };
}
