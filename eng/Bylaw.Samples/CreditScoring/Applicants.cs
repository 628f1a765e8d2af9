using System.Globalization;
using System.Text;

namespace Bylaw.Samples.CreditScoring;

/// <summary>One made-up application for a loan.</summary>
internal sealed record Applicant(
    string Id, string AgeBand, string Sex, string Region, float Income, float DebtRatio, float EmploymentYears, float PriorDefaults, float LoanAmount, bool IsDefaulted)
{
    public const string Header = "applicant_id,age_band,sex,region,income,debt_ratio,employment_years,prior_defaults,loan_amount,defaulted";

    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id},{AgeBand},{Sex},{Region},{Income:0},{DebtRatio:0.000},{EmploymentYears:0.0},{PriorDefaults:0},{LoanAmount:0},{(IsDefaulted ? 1 : 0)}");
}

/// <summary>Makes applications by chance with a seed. Sex, age band and region have no part in who defaults.</summary>
internal sealed class Applicants(int seed)
{
    public static readonly (string Name, double Share)[] AgeBands = [("18-29", 0.22), ("30-44", 0.30), ("45-59", 0.26), ("60-74", 0.16), ("75+", 0.06)];
    public static readonly string[] Regions = ["north", "east", "south", "west", "centre"];

    private readonly Random _chance = new(seed);

    /// <summary>Makes applications with running numbers.</summary>
    public List<Applicant> Make(int count, int firstNumber)
    {
        var list = new List<Applicant>(count);
        for (var i = 0; i < count; i++)
        {
            list.Add(One($"A{firstNumber + i:D6}"));
        }
        return list;
    }

    public static string ToCsv(IEnumerable<Applicant> applicants)
    {
        var text = new StringBuilder(Applicant.Header).Append('\n');
        foreach (var applicant in applicants)
        {
            text.Append(applicant.ToCsv()).Append('\n');
        }
        return text.ToString();
    }

    private Applicant One(string id)
    {
        var income = (float)Math.Round(Math.Exp(10.3 + 0.45 * Normal()));
        var debt = (float)Math.Round(Math.Clamp(0.38 + 0.18 * Normal(), 0, 1.2), 3);
        var years = (float)Math.Round(Math.Clamp(7 + 5 * Normal(), 0, 40), 1);
        var priors = _chance.NextDouble() switch { < 0.70 => 0f, < 0.90 => 1f, < 0.97 => 2f, _ => 3f };
        var amount = (float)(Math.Round(Math.Exp(9.2 + 0.5 * Normal()) / 100) * 100);
        var worth = 3.4 * (Math.Log(income) - 10.3) - 6.5 * (debt - 0.38) + 0.16 * (years - 7) - 1.9 * priors - 0.00006 * (amount - 11_000) + 0.45;
        var defaults = _chance.NextDouble() > 1 / (1 + Math.Exp(-1.6 * worth));
        return new Applicant(
            id, Pick(AgeBands), _chance.NextDouble() < 0.48 ? "female" : "male", Regions[_chance.Next(Regions.Length)], income, debt, years, priors, amount, defaults);
    }

    private string Pick((string Name, double Share)[] choices)
    {
        var at = _chance.NextDouble();
        foreach (var (name, share) in choices)
        {
            at -= share;
            if (at < 0)
            {
                return name;
            }
        }
        return choices[^1].Name;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
}
