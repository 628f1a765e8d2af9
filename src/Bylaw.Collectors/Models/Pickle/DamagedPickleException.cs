namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Ends the reading of one pickle at the place where Python would have refused it too.</summary>
/// <param name="message">What is wrong there.</param>
internal sealed class DamagedPickleException(string message) : Exception(message);
