namespace Bylaw.Samples.CreditScoring;

/// <summary>Measures how far a feature tells a protected attribute: the correlation ratio, 0 to 1, the larger of sex and age band.</summary>
internal static class Proxy
{
    public static double Score(IReadOnlyList<Applicant> applicants, Func<Applicant, float> feature) =>
        Math.Max(Ratio(applicants, feature, a => a.Sex), Ratio(applicants, feature, a => a.AgeBand));

    private static double Ratio(IReadOnlyList<Applicant> applicants, Func<Applicant, float> feature, Func<Applicant, string> group)
    {
        var mean = applicants.Average(a => (double)feature(a));
        var between = applicants.GroupBy(group, StringComparer.Ordinal).Sum(g => g.Count() * Math.Pow(g.Average(a => (double)feature(a)) - mean, 2));
        var all = applicants.Sum(a => Math.Pow(feature(a) - mean, 2));
        return all == 0 ? 0 : Math.Sqrt(between / all);
    }
}
