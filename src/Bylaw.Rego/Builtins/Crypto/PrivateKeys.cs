using System.Text;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Reads private keys out of PEM text.</summary>
internal static class PrivateKeys
{
    /// <summary>Reads all private keys of a PEM text, or of the Base64 of one; blocks of other types are passed over.</summary>
    /// <exception cref="RefusedOperandException">A block of a private key cannot be read.</exception>
    internal static IReadOnlyList<Key> ReadAll(string text)
    {
        try
        {
            text = Encoding.UTF8.GetString(GoBase64.Decode(text));
        }
        catch (RefusedOperandException)
        {
            // Not Base64: then it is PEM already.
        }
        var result = new List<Key>();
        var rest = text.AsSpan();
        while (PemBlock.Take(ref rest) is { } block)
        {
            switch (block.Type)
            {
                case "RSA PRIVATE KEY":
                    result.Add(KeyReader.ReadPkcs1(block.Content));
                    break;
                case "PRIVATE KEY":
                    result.Add(KeyReader.ReadPkcs8(block.Content));
                    break;
                case "EC PRIVATE KEY":
                    result.Add(KeyReader.ReadSec1(block.Content));
                    break;
            }
        }
        return result;
    }

    /// <summary>Reads a private key in whichever of its DER forms it is.</summary>
    /// <exception cref="RefusedOperandException">It is none.</exception>
    internal static Key ReadAny(ReadOnlyMemory<byte> der)
    {
        foreach (var read in (Func<ReadOnlyMemory<byte>, Key>[])[KeyReader.ReadPkcs1, KeyReader.ReadPkcs8, d => KeyReader.ReadSec1(d)])
        {
            try
            {
                return read(der);
            }
            catch (RefusedOperandException)
            {
                // The next form may fit.
            }
        }
        throw new RefusedOperandException("tls: failed to parse private key");
    }
}
