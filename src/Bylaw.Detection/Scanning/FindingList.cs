using System.Runtime.CompilerServices;

namespace Bylaw.Detection.Scanning;

/// <summary>Adds findings from one place.</summary>
internal static class FindingList
{
    /// <summary>Adds a finding.</summary>
    /// <remarks>Never inlined: a finding holds references, and a method that makes one clears room for it whenever it is entered (measured by <c>eng/bench detection</c>).</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Put(this List<Finding> found, string type, int start, int length, double score, string evidence) => found.Add(new(type, start, length, score, evidence));
}
