using System.Text.Json;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Reads capabilities files.</summary>
internal static class CapabilityFiles
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or is no capabilities file.</exception>
    public static CapabilitySet Read(string file)
    {
        try
        {
            return CapabilitySet.Read(RegoValue.FromJson(File.ReadAllBytes(file)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or JsonException)
        {
            throw new UserErrorException(error is FileNotFoundException or DirectoryNotFoundException
                ? $"no such capabilities file: {file}; `bylaw rego capabilities` prints this engine's"
                : $"{file} cannot be read as a capabilities file: {error.Message}");
        }
    }
}
