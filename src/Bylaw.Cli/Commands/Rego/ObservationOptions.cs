using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Tooling.Coverage;
using Bylaw.Rego.Tooling.Profiling;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>The options that make an evaluation tell what it does: why, trace, coverage, profile.</summary>
internal sealed class ObservationOptions
{
    private static readonly string[] _levels = ["why", "off", "notes", "fails", "full", "debug"];

    public Option<string?> Explain { get; } = new("--explain")
    {
        Description = "why (the default): rule, literal and values that decided, with their place in the input; or a trace: notes, fails, full, debug.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<bool> Coverage { get; } = new("--coverage") { Description = "Report which lines of the policies were reached." };

    public Option<bool> Profile { get; } = new("--profile") { Description = "Report the time spent in each line." };

    public Option<string[]> ProfileSort { get; } = new("--profile-sort")
    {
        Description = $"Order of the profile, may be given again: {string.Join(", ", ProfileText.Orders)}.",
    };

    public Option<int> ProfileLimit { get; } = new("--profile-limit") { Description = "Lines of the profile to show; 0 for all. Default 10.", DefaultValueFactory = _ => 10 };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Explain, Coverage, Profile, ProfileSort, ProfileLimit })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Returns the level that was asked for; a query that stands behind <c>--explain</c> is given back as such.</summary>
    /// <returns>The level, <c>off</c> without the option, and the query if it was swallowed.</returns>
    /// <exception cref="UserErrorException">The level is not known.</exception>
    public (string Level, string? Query) LevelOf(ParseResult parse, string? query)
    {
        if (parse.GetResult(Explain) is null)
        {
            return ("off", null);
        }
        var value = parse.GetValue(Explain);
        if (value is null)
        {
            return ("why", null);
        }
        if (_levels.Contains(value))
        {
            return (value, null);
        }
        return query is null
            ? ("why", value)
            : throw new UserErrorException($"--explain {value}: one of {string.Join(", ", _levels)}");
    }

    /// <summary>Adds to the options of an evaluation what was asked for.</summary>
    public EvaluationOptions Apply(ParseResult parse, string level, EvaluationOptions options) => options with
    {
        Explain = level == "why",
        Trace = level switch
        {
            "notes" => TraceLevel.Notes,
            "fails" => TraceLevel.Fails,
            "full" => TraceLevel.Full,
            "debug" => TraceLevel.Debug,
            _ => TraceLevel.Off,
        },
        Coverage = parse.GetValue(Coverage) ? new CoverageRecorder() : null,
        Profile = parse.GetValue(Profile) ? new ProfileRecorder() : null,
    };

    /// <summary>Lists what was observed, by the key that JSON output gives it.</summary>
    public IEnumerable<(string Key, RegoValue Value)> Values(ParseResult parse, EvaluationOptions options, Decision decision, Policies policies)
    {
        if (decision.Explanation is { } explanation)
        {
            yield return ("explanation", explanation.ToValue());
        }
        else if (options.Trace != TraceLevel.Off)
        {
            yield return ("explanation", TraceText.ToValue(decision.Trace));
        }
        if (options.Coverage is { } coverage)
        {
            yield return ("coverage", CoverageText.ToValue(coverage.Report(policies)));
        }
        if (options.Profile is { } profile)
        {
            yield return ("profile", ProfileText.ToValue(Lines(parse, profile)));
        }
    }

    /// <summary>Writes what was observed, for people.</summary>
    public void Write(ParseResult parse, EvaluationOptions options, Decision decision, Policies policies, TextWriter output)
    {
        if (decision.Explanation is { } explanation)
        {
            explanation.Write(output);
        }
        TraceText.Write(decision.Trace, output);
        if (options.Coverage is { } coverage)
        {
            CoverageText.WriteText(coverage.Report(policies), output);
        }
        if (options.Profile is { } profile)
        {
            ProfileText.Write(Lines(parse, profile), output);
        }
    }

    private IReadOnlyList<ProfiledLine> Lines(ParseResult parse, ProfileRecorder profile)
    {
        try
        {
            return ProfileText.Sort(profile.Report(), parse.GetValue(ProfileSort) is { Length: > 0 } orders ? orders : ["total_time_ns"], parse.GetValue(ProfileLimit));
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException(error.Message);
        }
    }
}
