using System.Globalization;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>The size of one item of a NumPy array, and whether items are Python objects.</summary>
/// <param name="ByteCount">Bytes an item; 0 to 65,536.</param>
/// <param name="HoldsObjects">Items are references, stored as one more pickle.</param>
internal readonly record struct NumpyTypeSize(int ByteCount, bool HoldsObjects)
{
    /// <summary>Reads the size from a traced <c>numpy.dtype(...)</c> and the state that was given to it.</summary>
    /// <returns>The size, or null when the value is no type that can be read.</returns>
    public static NumpyTypeSize? Of(PickleValue value)
    {
        if (value is not ResultValue { Callee.Name: "dtype", Arguments.Items: [TextValue code, ..] } dtype || code.Text.Length < 2)
        {
            return null;
        }
        var text = code.Text.TrimStart('<', '>', '=', '|');
        if (text.Length < 2 || !int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width > 65_536)
        {
            return null;
        }
        return text[0] switch
        {
            'O' => new NumpyTypeSize(8, HoldsObjects: true),
            'U' => new NumpyTypeSize(width * 4, HoldsObjects: false),
            'V' => new NumpyTypeSize(width, StateHoldsObjects(dtype.State)),
            'b' or 'i' or 'u' or 'f' or 'c' or 'S' or 'a' or 'm' or 'M' => new NumpyTypeSize(width, HoldsObjects: false),
            _ => null,
        };
    }

    // The eighth part of a structured type's state are its flags; 0x3f is what NumPy sets when any field is an object.
    private static bool StateHoldsObjects(PickleValue? state) =>
        state is SequenceValue { Items: [_, _, _, _, _, _, _, IntegerValue flags, ..] } && (flags.Number & 0x01) != 0;
}
