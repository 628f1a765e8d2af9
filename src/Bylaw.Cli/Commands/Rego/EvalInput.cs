using System.Text;
using System.Text.Json;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>An input document and the bytes it was read from, to find places in it.</summary>
internal sealed class EvalInput
{
    private readonly string _name;
    private readonly byte[]? _bytes;
    private readonly StructuredDocument? _document;

    private EvalInput(RegoValue value, string name, byte[]? bytes, StructuredDocument? document = null)
    {
        _document = document;
        Value = value;
        _name = name;
        _bytes = bytes;
    }

    /// <summary>Gets the document; undefined for none.</summary>
    public RegoValue Value { get; }

    /// <summary>Reads a document from a file, from standard input (<c>-</c>), or none.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static async Task<EvalInput> ReadAsync(string? path, CancellationToken cancellation)
    {
        if (path is null)
        {
            return new EvalInput(default, "", null);
        }
        try
        {
            if (path == "-")
            {
                using var buffer = new MemoryStream();
                await Console.OpenStandardInput().CopyToAsync(buffer, cancellation);
                return new EvalInput(PolicyFiles.Parse("standard input", buffer.ToArray()), "standard input", buffer.ToArray());
            }
            if (StructuredInput.TryRead(path, out var value, out var document))
            {
                return new EvalInput(value, path, null, document);
            }
            var bytes = await File.ReadAllBytesAsync(path, cancellation);
            return new EvalInput(PolicyFiles.Parse(path, bytes), path, bytes);
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new UserErrorException(error.Message);
        }
    }

    /// <summary>Works out where the values stand; null without a document.</summary>
    public DocumentPositions? Positions()
    {
        if (_document is not null)
        {
            return StructuredInput.Positions(_document);
        }
        if (_bytes is null)
        {
            return null;
        }
        try
        {
            return DocumentPositions.FromJson(_name, _bytes);
        }
        catch (JsonException)
        {
            return DocumentPositions.FromYaml(_name, Encoding.UTF8.GetString(_bytes));
        }
    }
}
