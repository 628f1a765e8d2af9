using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Comparing;

/// <summary>Tells in which way two sets of evidence differ at one place.</summary>
public enum ChangeForm
{
    /// <summary>Only the second set has it.</summary>
    Added,

    /// <summary>Only the first set has it.</summary>
    Removed,

    /// <summary>Both have it, and it is not the same.</summary>
    Changed,
}

/// <summary>One difference between two sets of evidence.</summary>
/// <param name="Kind">The kind of evidence.</param>
/// <param name="Subject">The subject's name.</param>
/// <param name="Path">The JSON pointer into the facts; empty for the whole subject. An item of a list that bears a name stands by it: <c>/resources/[a.b]/encrypted</c>.</param>
/// <param name="Form">Added, removed or changed.</param>
/// <param name="Before">The value in the first set, or null.</param>
/// <param name="After">The value in the second set, or null.</param>
public sealed record EvidenceChange(string Kind, string Subject, string Path, ChangeForm Form, JsonNode? Before, JsonNode? After)
{
    /// <summary>Writes the difference as JSON.</summary>
    /// <returns>A new object with kind, subject, path, change, and before and after where there is one.</returns>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["kind"] = Kind, ["subject"] = Subject, ["path"] = Path, ["change"] = Form.ToString().ToLowerInvariant() };
        if (Form != ChangeForm.Added)
        {
            json["before"] = Before?.DeepClone();
        }
        if (Form != ChangeForm.Removed)
        {
            json["after"] = After?.DeepClone();
        }
        return json;
    }
}
