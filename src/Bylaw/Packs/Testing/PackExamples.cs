using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Packs.Testing;

/// <summary>One example of a control that did not come out as its name says.</summary>
/// <param name="Control">The control.</param>
/// <param name="File">The example.</param>
/// <param name="Problem">What was seen instead, in one line.</param>
public sealed record ExampleProblem(string Control, string File, string Problem);

/// <summary>Runs the examples of controls: <c>examples/pass-*.json</c> must pass and <c>examples/fail-*.json</c> must not.</summary>
public static class PackExamples
{
    /// <summary>Runs the examples that stand beside the rules.</summary>
    /// <param name="library">The packs.</param>
    /// <param name="controls">The controls whose examples are run.</param>
    /// <param name="count">How many examples were run.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The examples that came out otherwise, by control and file; a control without both kinds is one too.</returns>
    public static ImmutableArray<ExampleProblem> Run(PackLibrary library, IEnumerable<Control> controls, out int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        var problems = ImmutableArray.CreateBuilder<ExampleProblem>();
        count = 0;
        foreach (var control in controls)
        {
            var folder = Path.Combine(Path.GetDirectoryName(control.File)!, "examples");
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray() : [];
            foreach (var kind in (string[])["pass", "fail"])
            {
                if (!files.Any(f => IsOf(f, kind)))
                {
                    problems.Add(new(control.Id, folder, $"there is no example {kind}-*.json"));
                }
            }
            foreach (var file in files.Where(f => IsOf(f, "pass") || IsOf(f, "fail")))
            {
                count++;
                if (Problem(library, control, file, cancellationToken) is { } problem)
                {
                    problems.Add(new(control.Id, file, problem));
                }
            }
        }
        return problems.ToImmutable();
    }

    private static bool IsOf(string file, string kind) => Path.GetFileName(file).StartsWith(kind + "-", StringComparison.Ordinal);

    private static string? Problem(PackLibrary library, Control control, string file, CancellationToken cancellationToken)
    {
        RegoValue input;
        try
        {
            input = RegoValue.FromJson(System.Text.Encoding.UTF8.GetBytes(WithDefaults(control, file).ToJsonString()));
        }
        catch (Exception error) when (error is JsonException or InvalidCastException or FormatException)
        {
            return $"it is not a JSON object: {error.Message}";
        }
        try
        {
            var seen = Outcome(library, control, input, cancellationToken);
            return IsOf(file, "pass") == (seen == "pass") ? null : $"it comes out as {seen}";
        }
        catch (EvaluationException error)
        {
            return error.ToLine();
        }
    }

    /// <summary>An example need not repeat the parameters: it gets the defaults, as a check would give them.</summary>
    private static JsonObject WithDefaults(Control control, string file)
    {
        var example = JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject ?? throw new FormatException("an object is wanted");
        var settled = ParameterValues.Settle(control, [], null);
        example["params"] ??= settled.Values;
        example["limits"] ??= settled.Limits;
        return example;
    }

    private static string Outcome(PackLibrary library, Control control, RegoValue input, CancellationToken cancellationToken)
    {
        if (!Ask("applies").Holds)
        {
            return "not applicable";
        }
        if (Ask("required").TryGetSet(out var required))
        {
            foreach (var path in required)
            {
                var value = input;
                foreach (var step in path.AsString().Split('.'))
                {
                    value = value.Get(step);
                }
                if (!value.IsDefined || value.Kind == ValueKind.Null)
                {
                    return $"missing {path.AsString()}";
                }
            }
        }
        return Ask("findings").TryGetSet(out var findings) && findings.Count > 0 ? "fail"
            : control.HasInconclusive && Ask("inconclusive").TryGetSet(out var open) && open.Count > 0 ? "inconclusive"
            : "pass";

        RegoValue Ask(string rule)
        {
            var preparation = library.Policies.Prepare($"data.{control.Package}.{rule}");
            return preparation.Succeeded
                ? preparation.Query.EvaluateValue(input, default, new EvaluationOptions { StrictBuiltinErrors = false }, cancellationToken)
                : default;
        }
    }
}
