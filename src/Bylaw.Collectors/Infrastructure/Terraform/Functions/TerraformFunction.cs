using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>One function of the Terraform language.</summary>
/// <param name="MinCount">The fewest arguments.</param>
/// <param name="MaxCount">The most arguments.</param>
/// <param name="SeesUnknown">Whether it copes with unknown parts itself; otherwise any unknown in an argument makes the result unknown.</param>
/// <param name="Body">Computes the result.</param>
internal sealed record TerraformFunction(int MinCount, int MaxCount, bool SeesUnknown, Func<IReadOnlyList<ConfigValue>, ConfigValue> Body);
