namespace Bylaw.Collectors.Evaluations;

/// <summary>Says that what is to be evaluated cannot give a number that means something: a missing column, scores that are no numbers, one class alone.</summary>
/// <param name="message">Lower-case first letter, no full stop, never a value from the data.</param>
public sealed class EvaluationInputException(string message) : Exception(message);
