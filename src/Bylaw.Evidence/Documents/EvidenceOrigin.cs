namespace Bylaw.Evidence.Documents;

/// <summary>Tells how a fact came to be known; a rule may trust one origin and not another.</summary>
public enum EvidenceOrigin
{
    /// <summary>A collector looked at the thing itself.</summary>
    Collected,

    /// <summary>Another tool's report was read.</summary>
    Imported,

    /// <summary>A person wrote it into the manifest.</summary>
    Declared,

    /// <summary>It follows from other evidence.</summary>
    Derived,

    /// <summary>The running system reported it.</summary>
    Runtime,

    /// <summary>A person vouches for it by name.</summary>
    Attested,
}
