namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Shows what long work is at, on standard error and only when that is a terminal.</summary>
internal sealed class EvaluationProgress : IDisposable
{
    private readonly bool _shows = !Console.IsErrorRedirected;
    private int _width;

    public static EvaluationProgress Start() => new();

    public void Report(string what)
    {
        if (_shows)
        {
            Console.Error.Write($"\r{what.PadRight(_width)}");
            _width = what.Length;
        }
    }

    public void Dispose()
    {
        if (_shows && _width > 0)
        {
            Console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }
}
