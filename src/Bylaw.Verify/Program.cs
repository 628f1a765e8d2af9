using Bylaw.Verify;

// bylaw-verify: exit code 0 when everything holds, 1 when something does not, 2 when it was asked wrongly.
try
{
    return args switch
    {
        ["log", ..] => LogVerification.Run(args[1..]),
        ["proof", ..] => ProofVerification.Run(args[1..]),
        ["consistency", ..] => ConsistencyVerification.Run(args[1..]),
        ["dsse", ..] => EnvelopeVerification.Run(args[1..]),
        ["disclosure", ..] => DisclosureVerification.Run(args[1..]),
        _ => Arguments.Usage(),
    };
}
catch (UsageException error)
{
    Console.Error.WriteLine($"bylaw-verify: {error.Message}");
    return 2;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"bylaw-verify: {error.Message}");
    return 2;
}
