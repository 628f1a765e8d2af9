using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Tells that a table cannot be read on; what was read before stays valid.</summary>
/// <param name="reason">What stands in the way.</param>
/// <param name="message">One line that holds no value of the data.</param>
public sealed class TableException(GapReason reason, string message) : Exception(message)
{
    /// <summary>Gets what stands in the way.</summary>
    public GapReason Reason { get; } = reason;
}
