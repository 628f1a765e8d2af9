namespace Bylaw.Rego.Values;

/// <summary>What the documents that one thread read along a projection looked like: guesses for the next one.</summary>
internal sealed class ProjectionHints
{
    /// <summary>A place with more shapes than this has none worth guessing.</summary>
    private const int MaxShapes = 32;

    private readonly ProjectedShape?[] _last;
    private readonly List<ProjectedShape>?[] _known;

    /// <summary>Makes the hints of a projection.</summary>
    /// <param name="projection">The root.</param>
    public ProjectionHints(JsonProjection projection)
    {
        Projection = projection;
        _last = new ProjectedShape?[projection.MaxId + 1];
        _known = new List<ProjectedShape>?[_last.Length];
        Whole = new JsonShape?[_last.Length];
    }

    /// <summary>Gets the root.</summary>
    public JsonProjection Projection { get; }

    /// <summary>Gets what the last objects looked like that were read in full, by the number of the projection.</summary>
    public JsonShape?[] Whole { get; }

    /// <summary>Returns the shape of the last object in a place.</summary>
    public ProjectedShape? Last(JsonProjection part) => _last[part.Id];

    /// <summary>Finds the shape of an object that was read key by key, and guesses it for the next one.</summary>
    /// <param name="part">The place.</param>
    /// <param name="pairs">All its keys with values, those that do not matter undefined.</param>
    public ProjectedShape? Find(JsonProjection part, ReadOnlySpan<RegoValue> pairs)
    {
        foreach (var shape in _known[part.Id] ?? [])
        {
            if (shape.Fits(pairs))
            {
                return _last[part.Id] = shape;
            }
        }
        return null;
    }

    /// <summary>Tells whether another shape of a place is worth keeping.</summary>
    public bool HasRoom(JsonProjection part) => _known[part.Id] is not { Count: >= MaxShapes };

    /// <summary>Keeps a shape and guesses it for the next object in the place.</summary>
    public void Keep(JsonProjection part, ProjectedShape shape)
    {
        (_known[part.Id] ??= []).Add(shape);
        _last[part.Id] = shape;
    }
}
