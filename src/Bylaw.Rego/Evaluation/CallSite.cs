using Bylaw.Rego.Text;

namespace Bylaw.Rego.Evaluation;

/// <summary>Where a call stands.</summary>
internal sealed record CallSite(SourceText Source, TextSpan Span);
