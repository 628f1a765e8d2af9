using System.CommandLine;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary>The options that every <c>bylaw log</c> command shares, and how a ledger is opened from them.</summary>
internal static class LogOptions
{
    public static Option<string> Log() => new("--log")
    {
        Description = "The ledger's folder. Default: $BYLAW_LOG, or .bylaw/ledger",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BYLAW_LOG") ?? Path.Combine(".bylaw", "ledger"),
        HelpName = "folder",
    };

    public static Option<string> Keys() => new("--keys")
    {
        Description = "The folder of keys, apart from the ledger. Default: $BYLAW_KEYS, or ~/.config/bylaw/keys",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BYLAW_KEYS")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "bylaw", "keys"),
        HelpName = "folder",
    };

    public static Option<string?> Postgres() => new("--postgres")
    {
        Description = "Ask this PostgreSQL database instead of the index beside the log. Default: $BYLAW_LOG_POSTGRES",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BYLAW_LOG_POSTGRES"),
        HelpName = "connection string",
    };

    public static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = "table, json or csv", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        return format;
    }

    public static LedgerHome Open(string folder, string keys) => Guard(() => LedgerHome.Open(folder, new KeyFolder(keys)));

    /// <summary>Turns what may happen to any ledger into one line for the user.</summary>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsUsers(error))
        {
            throw new UserErrorException(OneLine(error));
        }
    }

    /// <summary>Turns what may happen to any ledger into one line for the user.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (IsUsers(error))
        {
            throw new UserErrorException(OneLine(error));
        }
    }

    /// <summary>An ArgumentException names the C# parameter behind its message; that is nothing to the user.</summary>
    private static string OneLine(Exception error)
    {
        var text = error is System.Data.Common.DbException { SqlState: null } ? $"the index or vault beside the ledger: {error.Message}" : error.Message;
        text = (error is System.Net.HttpListenerException ? $"cannot listen there: {text}" : text).ReplaceLineEndings(" ");
        var tail = text.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return error is ArgumentException && tail > 0 ? text[..tail] : text;
    }

    private static bool IsUsers(Exception error) =>
        error is LedgerException or InvalidDataException or DiskException or FormatException or ArgumentException or UnauthorizedAccessException
            or System.Data.Common.DbException or FileNotFoundException or DirectoryNotFoundException or IOException or System.Net.HttpListenerException;
}
