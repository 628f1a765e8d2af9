using System.Collections.Immutable;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Building;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego;

/// <summary>A query ready to be evaluated, as often as wanted and from many threads at once.</summary>
public sealed class PreparedQuery
{
    private readonly DocumentSet _documents;
    private readonly Clause _clause;
    private readonly Expression[] _expressions;
    private readonly ImmutableArray<(string Name, int Slot)> _bindings;
    private readonly QueryPlan _plan;

    // The last machine that was given back; a second thread makes its own.
    private Machine? _spare;

    internal PreparedQuery(
        DocumentSet documents, Clause clause, Expression[] expressions, ImmutableArray<(string Name, int Slot)> bindings, QueryPlan plan)
    {
        _documents = documents;
        _clause = clause;
        _expressions = expressions;
        _bindings = bindings;
        _plan = plan;
    }

    /// <summary>Evaluates the query.</summary>
    /// <param name="input">The input document; undefined for none.</param>
    /// <param name="data">The base documents: an object; undefined for none.</param>
    /// <param name="options">Limits, host, strictness; null for the default.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>The results.</returns>
    /// <exception cref="EvaluationException">The policy contradicts itself, or a built-in failed in strict mode.</exception>
    /// <exception cref="EvaluationLimitException">A limit was reached.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Decision Evaluate(
        RegoValue input, RegoValue data = default, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= EvaluationOptions.Default;
        var builtins = new BuiltinContext(options.Host, cancellationToken) { IsStrict = options.StrictBuiltinErrors, Print = options.Print };
        var collector = new DecisionCollector(this, options.Limits.MaxResults);
        Run(input, data, builtins, options.Limits, collector, cancellationToken, out var steps);
        return new Decision([.. collector.Results], [.. builtins.Errors], steps);
    }

    private void Run(
        RegoValue input,
        RegoValue data,
        BuiltinContext builtins,
        EvaluationLimits limits,
        ResultCollector collector,
        CancellationToken cancellationToken,
        out long steps)
    {
        var machine = Interlocked.Exchange(ref _spare, null) ?? new Machine(_documents.GroupCount, _documents.ClauseCount + 1);
        machine.Begin(input, data.IsDefined ? data : RegoObject.Empty, builtins, limits, cancellationToken);
        try
        {
            var frame = machine.Rent(_clause);
            frame.Collectors[0] = collector;
            _clause.Branches[0].Run(frame);
        }
        catch (BuiltinFailedException failure)
        {
            throw new EvaluationException(
                failure.Error.Code,
                $"{failure.Error.Builtin}: {failure.Error.Message}",
                machine.CurrentCall?.Source,
                machine.CurrentCall?.Span ?? default);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new EvaluationLimitException("Depth", "the evaluation nests too deep");
        }
        finally
        {
            steps = machine.StepsTaken;
            machine.End();
            _spare = machine;
        }
    }

    private sealed class DecisionCollector(PreparedQuery query, int maxResults) : ResultCollector
    {
        public List<QueryResult> Results { get; } = [];

        public override bool Take(Frame frame)
        {
            if (Results.Count == maxResults)
            {
                throw new EvaluationLimitException(nameof(EvaluationLimits.MaxResults), $"the query has more than {maxResults} results");
            }
            var values = ImmutableArray.CreateBuilder<ExpressionResult>(query._expressions.Length);
            for (var i = 0; i < query._expressions.Length; i++)
            {
                var span = query._plan.Expressions[i].Span;
                var (line, column) = query._plan.Source.LineAt(span.Start);
                values.Add(new ExpressionResult(
                    query._expressions[i].Evaluate(frame), query._plan.Source.Slice(span).ToString(), line + 1, column + 1));
            }
            var bindings = ImmutableSortedDictionary.CreateBuilder<string, RegoValue>(StringComparer.Ordinal);
            foreach (var (name, slot) in query._bindings)
            {
                if (frame.Slots[slot].IsDefined)
                {
                    bindings[name] = frame.Slots[slot];
                }
            }
            Results.Add(new QueryResult(values.DrainToImmutable(), bindings.ToImmutable()));
            return false;
        }
    }
}
