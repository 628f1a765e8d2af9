using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>One thing that will be deployed, as its source describes it, before names are made the same for all sources.</summary>
internal sealed record InfraResource
{
    /// <summary>Gets the name that the source gives it, for example <c>module.a.aws_kms_key.k[0]</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Gets the type in the source's own words.</summary>
    public required string NativeType { get; init; }

    /// <summary>Gets the reader that found it: terraform, terraform-plan, cloudformation, arm, bicep, kubernetes, ...</summary>
    public required string Format { get; init; }

    /// <summary>Gets what the source says about it; always a map.</summary>
    public required ConfigValue Attributes { get; init; }

    /// <summary>Gets where it is written.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Gets the region that the source names outside the attributes, such as a provider block, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Gets facts that the reader computed itself, by property name of the infra kind.</summary>
    public ConfigMap Facts { get; init; } = ConfigMap.Empty;
}
