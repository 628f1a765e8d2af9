namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Ends a scan that reached one of its limits; what was not read is reported as not scanned.</summary>
/// <param name="message">Which limit.</param>
internal sealed class ScanLimitException(string message) : Exception(message);
