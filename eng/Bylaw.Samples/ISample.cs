namespace Bylaw.Samples;

/// <summary>One sample project, and the faults that it can be broken with.</summary>
internal interface ISample
{
    /// <summary>Gets the folder's name below <c>examples/</c>.</summary>
    string Name { get; }

    /// <summary>Gets the faults by the words that the specification calls them.</summary>
    IReadOnlyDictionary<string, Action<SampleFolder>> Faults { get; }

    /// <summary>Writes all files but the approvals of a deployment, which are given on the result of the gate.</summary>
    void Write(SampleFolder folder);

    /// <summary>Writes the approvals of a deployment.</summary>
    void Approve(SampleFolder folder);
}
