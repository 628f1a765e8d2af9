using System.Buffers;
using System.Collections.Immutable;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Building;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego;

/// <summary>A query ready to be evaluated, as often as wanted and from many threads at once.</summary>
public sealed class PreparedQuery
{
    private readonly DocumentSet _documents;
    private readonly Clause _clause;
    private readonly Expression[] _expressions;
    private readonly Variable[] _bindings;
    private readonly QueryPlan _plan;

    // A query that is one look-up needs no steps around it.
    private readonly Expression? _single;

    // The same query with steps that tell a listener; made when first asked for.
    private readonly Lazy<PreparedQuery>? _observed;

    private readonly MachinePool _machines;

    // What the query looks at of its input; null for all. Worked out when JSON is first read for it.
    private readonly Lazy<JsonProjection?> _inputParts;

    internal PreparedQuery(
        DocumentSet documents,
        int clauseCount,
        Clause clause,
        Expression[] expressions,
        Variable[] bindings,
        QueryPlan plan,
        Expression? single,
        int depth,
        Func<PreparedQuery>? makeObserved)
    {
        _inputParts = new Lazy<JsonProjection?>(() => DeepStack.Run(depth, () => InputUse.Of(plan, documents.Root)));
        _observed = makeObserved is null ? null : new Lazy<PreparedQuery>(makeObserved);
        _documents = documents;
        _machines = new MachinePool(documents.GroupCount, clauseCount + 1);
        _clause = clause;
        _expressions = expressions;
        _bindings = bindings;
        _plan = plan;
        _single = single;
    }

    /// <summary>Gets what the query looks at of its input; null for all.</summary>
    internal JsonProjection? InputParts => _inputParts.Value;

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
        if (options.IsObserved && _observed is { Value: var observed })
        {
            return observed.Evaluate(input, data, options, cancellationToken);
        }
        var collector = new DecisionCollector(this, options.Limits.MaxResults);
        var machine = _machines.Rent();
        machine.Begin(input, data.IsDefined ? data : RegoObject.Empty, options, cancellationToken);
        var observation = options.IsObserved ? new QueryObservation(options) : null;
        machine.Listener = observation?.Listener;
        try
        {
            Run(machine, collector);
            var decision = new Decision([.. collector.Results], [.. machine.Builtins.Errors], machine.StepsTaken);
            return observation?.Complete(decision) ?? decision;
        }
        catch (Exception error) when (error is BuiltinFailedException or InsufficientExecutionStackException or ValueTooLongException)
        {
            throw Translate(error, machine);
        }
        finally
        {
            machine.End();
            MachinePool.Return(machine);
        }
    }

    /// <summary>Evaluates the query and returns the value of its first expression in the first result: the short way for decisions.</summary>
    /// <param name="input">The input document; undefined for none.</param>
    /// <param name="data">The base documents: an object; undefined for none.</param>
    /// <param name="options">Limits, host, strictness; null for the default.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>The value; undefined when the query does not hold.</returns>
    /// <exception cref="EvaluationException">The policy contradicts itself, a built-in failed in strict mode, or a limit was reached.</exception>
    public RegoValue EvaluateValue(
        RegoValue input, RegoValue data = default, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= EvaluationOptions.Default;
        if (options.IsObserved)
        {
            return Evaluate(input, data, options, cancellationToken).Value;
        }
        var machine = _machines.Rent();
        machine.Begin(input, data.IsDefined ? data : RegoObject.Empty, options, cancellationToken);
        return RunFirst(machine);
    }

    /// <summary>Evaluates the query from JSON to JSON.</summary>
    /// <param name="input">The input document as UTF-8 JSON; empty for none.</param>
    /// <param name="data">The base documents: an object; undefined for none.</param>
    /// <param name="output">Where the value of the first expression is written as UTF-8 JSON.</param>
    /// <param name="options">Limits, host, strictness; null for the default.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>False when the query does not hold; nothing is written then.</returns>
    /// <exception cref="System.Text.Json.JsonException">The input is not JSON.</exception>
    /// <remarks>Of the input only what the query looks at is kept (decision 0275); a fault in any part of it is reported all the same.</remarks>
    /// <exception cref="EvaluationException">
    /// As for <see cref="EvaluateValue"/>; also when the value is longer than <see cref="EvaluationLimits.MaxOutputBytes"/>: its beginning was written then.
    /// </exception>
    public bool EvaluateJson(
        ReadOnlySpan<byte> input,
        RegoValue data,
        IBufferWriter<byte> output,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        // Whoever listens may show any part of the input.
        var parts = options is { IsObserved: true } ? null : InputParts;
        var value = EvaluateValue(input.IsEmpty ? default : RegoJsonReader.Read(input, parts), data, options, cancellationToken);
        if (!value.IsDefined)
        {
            return false;
        }
        var most = (options ?? EvaluationOptions.Default).Limits.MaxOutputBytes;
        if (!RegoJsonWriter.TryWrite(output, value, most))
        {
            throw new EvaluationLimitException(nameof(EvaluationLimits.MaxOutputBytes), new ValueTooLongException(most).Message);
        }
        return true;
    }

    /// <summary>Lists the documents that the query rests on, through all rules that it reaches.</summary>
    /// <returns>Base and virtual documents, sorted.</returns>
    public QueryDependencies FindDependencies()
    {
        var (documents, rules) = DependencyReport.Of(_plan.Body, _documents.Root);
        return new QueryDependencies(documents, rules);
    }

    /// <summary>Evaluates the query as far as what is known allows.</summary>
    /// <param name="input">What is known of the input; undefined for nothing.</param>
    /// <param name="data">The base documents: an object; undefined for none.</param>
    /// <param name="options">What is unknown, and limits; null for the default: all of the input.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>The residual: queries and support modules.</returns>
    /// <exception cref="PartialException">A rule does something with the unknown that cannot be evaluated in part; the place is named.</exception>
    /// <exception cref="ArgumentException">An unknown is no path below <c>input</c> or <c>data</c>.</exception>
    /// <exception cref="EvaluationException">The policy contradicts itself, or a limit was reached.</exception>
    /// <remarks>A query whose rules contradict each other for some input is an error there in full, but holds here.</remarks>
    public PartialResult EvaluatePartially(
        RegoValue input = default, RegoValue data = default, PartialOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= PartialOptions.Default;
        var unknowns = new UnknownSet(options.Unknowns, _documents.Root, UnknownPath.Read);
        var machine = _machines.Rent();
        machine.Begin(
            input, data.IsDefined ? data : RegoObject.Empty, new EvaluationOptions { Limits = options.Limits, Host = options.Host }, cancellationToken);
        try
        {
            var evaluator = new PartialEvaluator(_documents, unknowns, machine, options, _plan.Source);
            var bodies = evaluator.Run(_plan);
            new ResidualSize(options.MaxLiterals).Add(bodies, evaluator.Support);
            return new PartialResult(bodies, evaluator.Support, options.Namespace);
        }
        catch (Exception error) when (error is BuiltinFailedException or InsufficientExecutionStackException or ValueTooLongException)
        {
            throw Translate(error, machine);
        }
        finally
        {
            machine.End();
            MachinePool.Return(machine);
        }
    }

    private RegoValue RunFirst(Machine machine)
    {
        try
        {
            if (_single is not null)
            {
                var frame = machine.Rent(_clause);
                return _single.Evaluate(frame);
            }
            var first = new FirstValue(_expressions);
            Run(machine, first);
            return first.Value;
        }
        catch (Exception error) when (error is BuiltinFailedException or InsufficientExecutionStackException or ValueTooLongException)
        {
            throw Translate(error, machine);
        }
        finally
        {
            machine.End();
            MachinePool.Return(machine);
        }
    }

    private void Run(Machine machine, ResultCollector collector)
    {
        var frame = machine.Rent(_clause);
        frame.Collectors[0] = collector;
        _clause.Branches[0].Run(frame);
    }

    private static EvaluationException Translate(Exception error, Machine machine) => error switch
    {
        BuiltinFailedException failure => new EvaluationException(
            failure.Error.Code,
            $"{failure.Error.Builtin}: {failure.Error.Message}",
            machine.CurrentCall?.Source,
            machine.CurrentCall?.Span ?? default),
        ValueTooLongException => new EvaluationLimitException(nameof(EvaluationLimits.MaxAllocatedBytes), error.Message),
        _ => new EvaluationLimitException("Depth", "the evaluation nests too deep"),
    };

    /// <summary>The listeners that the options ask for.</summary>
    private sealed class QueryObservation
    {
        private readonly EvaluationOptions _options;
        private readonly ExplanationRecorder? _explanation;
        private readonly TraceRecorder? _trace;

        public QueryObservation(EvaluationOptions options)
        {
            _options = options;
            _explanation = options.Explain ? new ExplanationRecorder() : null;
            _trace = options.Trace == TraceLevel.Off ? null : new TraceRecorder(options.Trace);
            EvaluationListener?[] all = [_explanation, _trace, options.Coverage?.Listen(), options.Profile?.Listen(), options.Cases?.Listen()];
            EvaluationListener[] listeners = [.. all.OfType<EvaluationListener>()];
            Listener = listeners is [var only] ? only : new ListenerGroup(listeners);
        }

        public EvaluationListener Listener { get; }

        public Decision Complete(Decision decision) => decision with
        {
            Explanation = _explanation is null ? null : new ExplanationBuilder(_explanation, _options.InputPositions).Build(decision.Value),
            Trace = _trace?.Events ?? [],
        };
    }

    private sealed class FirstValue(Expression[] expressions) : ResultCollector
    {
        public RegoValue Value;

        public override bool Take(Frame frame)
        {
            Value = expressions.Length > 0 ? expressions[0].Evaluate(frame) : RegoValue.True;
            return true;
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
            Results.Add(new QueryResult(values.DrainToImmutable(), query._bindings.Length == 0 ? ImmutableSortedDictionary<string, RegoValue>.Empty : Bindings(frame)));
            return false;
        }

        private ImmutableSortedDictionary<string, RegoValue> Bindings(Frame frame)
        {
            var bindings = ImmutableSortedDictionary.CreateBuilder<string, RegoValue>(StringComparer.Ordinal);
            foreach (var variable in query._bindings)
            {
                if (frame.Slots[variable.Index].IsDefined)
                {
                    bindings[variable.Name] = frame.Slots[variable.Index];
                }
            }
            return bindings.ToImmutable();
        }
    }
}
