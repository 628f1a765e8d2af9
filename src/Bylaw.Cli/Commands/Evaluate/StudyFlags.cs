using System.Collections.Immutable;
using System.CommandLine;
using Bylaw.Collectors.Evaluations.Studies;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>The flags of <c>bylaw evaluate</c> that ask for further looks at rows.</summary>
internal sealed class StudyFlags
{
    private readonly Option<bool> _regression = new("--regression") { Description = "Label and prediction are amounts: errors by group, distance of predictions between groups." };
    private readonly Option<string?> _rank = new("--rank") { Description = "FILE is a ranking: column with the place, 1 for the best (with --by)." };
    private readonly Option<string?> _list = new("--list") { Description = "With --rank: column that tells several rankings apart." };
    private readonly Option<string[]> _top = new("--top") { Description = "With --rank: how many first places to look at. Default 10,50,100.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _similar = new("--similar") { Description = "Columns by which persons are alike: measures whether they are decided alike.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _neighbours = new("--neighbours") { Description = "With --similar: how many persons are compared, oneself among them.", DefaultValueFactory = _ => 5 };
    private readonly Option<string[]> _scan = new("--scan") { Description = "Columns of a bias scan: the subset whose outcomes are furthest from its scores.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _infer = new("--infer") { Description = "Attribute that an attacker tries to learn from what the model says." };
    private readonly Option<string?> _guess = new("--guess") { Description = "With --infer: column with the guesses of an attack of your own." };
    private readonly Option<string?> _member = new("--member") { Description = "Column that tells training rows: membership inference by confidence." };
    private readonly Option<string?> _shadows = new("--shadows") { Description = "With --member and --key: table of what shadow models said; likelihood-ratio attack." };
    private readonly Option<string?> _key = new("--key") { Description = "With --shadows: column that joins the two tables." };
    private readonly Option<bool> _budget = new("--budget") { Description = "FILE lists differentially private releases: columns epsilon or sigma, and times." };
    private readonly Option<double> _delta = new("--delta") { Description = "With --budget: the delta at which epsilon is stated.", DefaultValueFactory = _ => 1e-6 };
    private readonly Option<string[]> _effects = new("--effects") { Description = "With --model: inputs whose effect on the score is drawn.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _changeable = new("--changeable") { Description = "With --model and --by: inputs that a person could change; compares the recourse of the refused.", AllowMultipleArgumentsPerToken = true };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_regression, _rank, _list, _top, _similar, _neighbours, _scan, _infer, _guess, _member, _shadows, _key, _budget, _delta, _effects, _changeable])
        {
            command.Add(option);
        }
    }

    public StudyOptions Read(ParseResult parsed, string file)
    {
        var study = new StudyOptions
        {
            Regression = parsed.GetValue(_regression),
            Rank = parsed.GetValue(_rank),
            List = parsed.GetValue(_list),
            Similar = EvaluateCommand.List(parsed.GetValue(_similar)),
            Neighbours = parsed.GetValue(_neighbours),
            Scan = EvaluateCommand.List(parsed.GetValue(_scan)),
            Infer = parsed.GetValue(_infer),
            Guess = parsed.GetValue(_guess),
            Member = parsed.GetValue(_member),
            Shadows = parsed.GetValue(_shadows),
            Key = parsed.GetValue(_key),
            Releases = parsed.GetValue(_budget) ? file : null,
            Delta = parsed.GetValue(_delta),
            Effects = EvaluateCommand.List(parsed.GetValue(_effects)),
            Changeable = EvaluateCommand.List(parsed.GetValue(_changeable)),
        };
        if (EvaluateCommand.List(parsed.GetValue(_top)) is { IsEmpty: false } top)
        {
            study = study with
            {
                Top = [.. top.Select(t => int.TryParse(t, System.Globalization.CultureInfo.InvariantCulture, out var k) ? k : throw new UserErrorException($"--top {t}: not a whole number"))],
            };
        }
        RequireSense(study);
        return study;
    }

    private static void RequireSense(StudyOptions study)
    {
        if (study.Guess is not null && study.Infer is null)
        {
            throw new UserErrorException("--guess holds guesses of an attribute: name it with --infer");
        }
        if (study.Shadows is not null && !File.Exists(study.Shadows.Split('#')[0]))
        {
            throw new UserErrorException($"--shadows: no such file: {study.Shadows}");
        }
        if (study.Rank is null && study.List is not null)
        {
            throw new UserErrorException("--list tells rankings apart: name the column with the places with --rank");
        }
        if ((study.Regression ? 1 : 0) + (study.Rank is null ? 0 : 1) + (study.Releases is null ? 0 : 1) > 1)
        {
            throw new UserErrorException("--regression, --rank and --budget each say what FILE is: give one of them");
        }
    }
}
