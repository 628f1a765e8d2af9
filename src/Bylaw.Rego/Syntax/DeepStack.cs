using System.Runtime.ExceptionServices;

namespace Bylaw.Rego.Syntax;

/// <summary>Runs work on deeply nested trees where there is room for it: every pass over a tree is as deep as the tree.</summary>
internal static class DeepStack
{
    /// <summary>Trees up to this depth fit on any thread.</summary>
    public const int EasyDepth = 150;

    /// <summary>Room for the greatest depth that the parser reads, several times over.</summary>
    private const int StackBytes = 64 << 20;

    /// <summary>Runs work that goes as deep as a tree.</summary>
    /// <param name="depth">The depth of the tree.</param>
    /// <param name="work">The work.</param>
    /// <returns>Its result.</returns>
    public static T Run<T>(int depth, Func<T> work)
    {
        if (depth <= EasyDepth)
        {
            return work();
        }
        var result = default(T);
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception error)
                {
                    // Nothing is swallowed: it goes on in the caller, as if there were no thread.
                    fault = ExceptionDispatchInfo.Capture(error);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result!;
    }
}
