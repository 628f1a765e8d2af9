namespace Bylaw.Evidence.Collecting;

/// <summary>Declares a collector: everything else (registry, help, reference page) follows from it.</summary>
/// <param name="name">A lasting slug, unique among all collectors: <c>dataset-profile</c>.</param>
/// <param name="kinds">The kinds of evidence it makes, from the envelope's list; at least one.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CollectorAttribute(string name, params string[] kinds) : Attribute
{
    /// <summary>Gets the slug.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the kinds of evidence.</summary>
    public IReadOnlyList<string> Kinds { get; } = kinds;

    /// <summary>Gets or sets the version of the logic: raise it whenever answers may change, since cached answers of other versions are not used.</summary>
    public string Version { get; set; } = "1";

    /// <summary>Gets or sets one line of help.</summary>
    public string Summary { get; set; } = "";
}
