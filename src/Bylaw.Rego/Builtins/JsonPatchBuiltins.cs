using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>JSON Patch.</summary>
internal static class JsonPatchBuiltins
{
    /// <summary>
    /// Applies JSON Patch operations in order; undefined when one of them cannot be applied. Paths are strings as in RFC 6902 or arrays
    /// of keys, and lead through sets too: a member is its own key.
    /// </summary>
    [Builtin("json.patch", "(target: any, patches: array[object<op: string, path: any>[any: any]]) -> any")]
    internal static RegoValue Patch(BuiltinContext context, in RegoValue target, RegoArray patches)
    {
        var document = target;
        foreach (ref readonly var patch in patches.AsSpan())
        {
            if (!patch.TryGetObject(out var operation) || !TryApply(context, operation, ref document))
            {
                return default;
            }
        }
        return document;
    }

    /// <remarks>Source: RFC 6902, section 4. Undefined stands for a document whose root was removed.</remarks>
    private static bool TryApply(BuiltinContext context, RegoObject operation, ref RegoValue document)
    {
        if (!operation.Get("op").TryGetString(out var op) || !PathTree.TryParse(operation.Get("path"), out var path))
        {
            return false;
        }
        var value = operation.Get("value");
        switch (op)
        {
            case "add":
                return value.IsDefined && DocumentEdit.TryInsert(context, ref document, path, value);
            case "remove":
                return DocumentEdit.TryRemove(context, ref document, path);
            case "replace":
                return value.IsDefined && DocumentEdit.TryRemove(context, ref document, path) && DocumentEdit.TryInsert(context, ref document, path, value);
            case "test":
                return value.IsDefined && DocumentEdit.Find(document, path) is { IsDefined: true } found && found.Equals(value);
            case "move" or "copy":
                if (!PathTree.TryParse(operation.Get("from"), out var from))
                {
                    return false;
                }
                var moved = DocumentEdit.Find(document, from);
                return moved.IsDefined
                    && (op == "copy" || DocumentEdit.TryRemove(context, ref document, from))
                    && DocumentEdit.TryInsert(context, ref document, path, moved);
            default:
                return false;
        }
    }
}
