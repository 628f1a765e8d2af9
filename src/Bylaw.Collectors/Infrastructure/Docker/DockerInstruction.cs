using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Docker;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Command">The lower-case word, for example <c>from</c>.</param>
/// <param name="Flags">Words such as <c>--from=build</c>.</param>
/// <param name="Values">The arguments as the instruction splits them.</param>
/// <param name="IsJson">Whether the arguments were written as a JSON list.</param>
/// <param name="Inner">The instruction behind <c>ONBUILD</c>, or null.</param>
/// <param name="Position">Its first to last line.</param>
internal sealed record DockerInstruction(
    string Command, ImmutableArray<string> Flags, ImmutableArray<string> Values, bool IsJson, DockerInstruction? Inner, SourcePosition Position);
