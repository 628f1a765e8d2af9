using System.Collections.Immutable;
using Bylaw.Collectors.Models.Formats;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Holds one attribute of an ONNX operator.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ints">Whole numbers.</param>
/// <param name="Floats">32-bit numbers.</param>
/// <param name="Texts">Texts.</param>
internal sealed record OnnxAttribute(string Name, ImmutableArray<long> Ints, ImmutableArray<float> Floats, ImmutableArray<string> Texts)
{
    /// <summary>Reads an AttributeProto.</summary>
    /// <param name="message">The message.</param>
    /// <param name="most">The most numbers or texts that are read.</param>
    /// <exception cref="InvalidDataException">There are more, or the bytes are bad.</exception>
    public static OnnxAttribute Read(ProtobufReader message, int most)
    {
        var name = "";
        var ints = ImmutableArray.CreateBuilder<long>();
        var floats = ImmutableArray.CreateBuilder<float>();
        var texts = ImmutableArray.CreateBuilder<string>();
        while (message.NextField())
        {
            switch (message.Field)
            {
                case 1: name = message.Text(); break;
                case 2 or 7: floats.AddRange(message.Singles()); break;
                case 3 or 8: ints.AddRange(message.Int64s()); break;
                case 4 or 9: texts.Add(message.Text()); break;
            }
            if (ints.Count > most || floats.Count > most || texts.Count > most)
            {
                throw new InvalidDataException($"attribute {name} holds more than {most} values");
            }
        }
        return new(name, ints.ToImmutable(), floats.ToImmutable(), texts.ToImmutable());
    }
}
