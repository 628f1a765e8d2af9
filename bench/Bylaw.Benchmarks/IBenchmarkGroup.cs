namespace Bylaw.Benchmarks;

/// <summary>A family of measurements that is run by one word on the command line.</summary>
internal interface IBenchmarkGroup
{
    /// <summary>Gets the word that names the group.</summary>
    string Name { get; }

    /// <summary>Gets one line of help.</summary>
    string Summary { get; }

    /// <summary>Measures, checks its own answers, and prints a table and JSON lines.</summary>
    /// <param name="args">Further words of the command line.</param>
    /// <returns>The process exit code.</returns>
    Task<int> RunAsync(string[] args);
}
