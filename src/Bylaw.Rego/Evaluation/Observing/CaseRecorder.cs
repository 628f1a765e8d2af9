using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Notes which keys of a partial object its rules got as far as, whether their bodies then held or not: the cases of a test.</summary>
/// <param name="document">The document, for example <c>data.authz_test.test_roles</c>.</param>
public sealed class CaseRecorder(string document)
{
    private readonly HashSet<RegoValue> _seen = [];

    /// <summary>Gets the keys that were met, each an array of the steps below the document, in order.</summary>
    public ImmutableArray<RegoArray> Keys => [.. _seen.Order().Select(k => k.AsArray())];

    internal EvaluationListener Listen() => new Listener(this);

    private sealed class Listener(CaseRecorder recorder) : EvaluationListener
    {
        private readonly string _document = recorder.Document;

        public override void Pass(LiteralSite literal, Frame frame)
        {
            if (literal.Parent is not null || literal.Rule.Keys.Length == 0 || literal.Rule.Name != _document)
            {
                return;
            }
            var keys = Array.ConvertAll(literal.Rule.Keys, k => k.Evaluate(frame));
            if (Array.TrueForAll(keys, k => k.IsDefined))
            {
                recorder._seen.Add(RegoArray.Create(keys));
            }
        }
    }

    private string Document { get; } = document;
}
