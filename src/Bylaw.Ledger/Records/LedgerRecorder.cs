using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Records;

/// <summary>Who records, and what of it is personal.</summary>
public sealed record RecorderOptions
{
    /// <summary>Gets the name of the recording program, such as <c>bylaw-check</c>.</summary>
    public required string Producer { get; init; }

    /// <summary>Gets the id of the machine's present run, for example from <c>/proc/sys/kernel/random/boot_id</c>.</summary>
    public string BootId { get; init; } = "unknown";

    /// <summary>Gets the fields that name people. Their values never enter a leaf. Default: actor, on_behalf_of, approver, author.</summary>
    public IReadOnlySet<string> PersonalFields { get; init; } = new HashSet<string> { "actor", "on_behalf_of", "approver", "author" };

    /// <summary>Gets where personal values go; null when there is no vault, and then they are committed to and forgotten.</summary>
    public PersonalVault? Vault { get; init; }

    /// <summary>Gets the clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// Appends records to a ledger: the one call that the rest of Bylaw makes. It adds time, producer and sequence, replaces
/// personal values by commitments, and waits as long as the level asks.
/// </summary>
/// <remarks>Safe to call from many threads.</remarks>
public sealed class LedgerRecorder
{
    private readonly LedgerWriter _writer;
    private readonly RecorderOptions _options;
    private readonly string _producer;
    private readonly Lock _gate = new();
    private long _sequence;

    /// <summary>Makes a recorder over an open writer.</summary>
    /// <param name="writer">The writer; the caller keeps and disposes it.</param>
    /// <param name="options">Who records.</param>
    public LedgerRecorder(LedgerWriter writer, RecorderOptions options)
    {
        _writer = writer;
        _options = options;
        _producer = $"{options.Producer}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
    }

    /// <summary>Records something.</summary>
    /// <param name="record">What happened.</param>
    /// <param name="level">How far it must have come before the call completes.</param>
    /// <param name="cancellationToken">Stops waiting for room in the queue.</param>
    /// <returns>The index, and from <see cref="AckLevel.Checkpointed"/> on the checkpoint that covers it.</returns>
    /// <exception cref="LedgerException">The record is not on the disk, or may not be; whoever guards something must deny.</exception>
    /// <exception cref="ArgumentException">The record is longer than an entry may be; put what is large into the blob store.</exception>
    /// <exception cref="FormatException">A field has no canonical form, such as a lone surrogate.</exception>
    public async Task<LedgerReceipt> AppendAsync(LedgerRecord record, AckLevel level, CancellationToken cancellationToken = default)
    {
        Task<LedgerReceipt> appended;
        lock (_gate)
        {
            // Numbered and queued in one step, so that a producer's records stand in the log in the order of their numbers.
            var envelope = new RecordEnvelope(
                _options.Clock.GetUtcNow(),
                _options.Clock.GetTimestamp() / Math.Max(1, _options.Clock.TimestampFrequency / 1_000_000),
                _options.BootId,
                _producer,
                _sequence + 1);
            appended = _writer.AppendAsync(WithoutPersonalValues(record).ToEntry(envelope), level, cancellationToken);
            _sequence++;
        }
        return await appended.ConfigureAwait(false);
    }

    private LedgerRecord WithoutPersonalValues(LedgerRecord record)
    {
        if (!record.Fields.Any(f => _options.PersonalFields.Contains(f.Key)))
        {
            return record;
        }
        var fields = (JsonObject)record.Fields.DeepClone();
        foreach (var (name, node) in record.Fields)
        {
            if (_options.PersonalFields.Contains(name) && node is not null)
            {
                // Not text? Then the whole JSON is the value: rather one commitment too many than a name in the clear.
                var value = node is JsonValue v && v.TryGetValue<string>(out var text) ? text : node.ToJsonString();
                fields[name] = _options.Vault?.Commit(value, name, value)
                    ?? Commitment.Of(RandomNumberGenerator.GetBytes(32), name, value);
            }
        }
        return new LedgerRecord(record.Kind, fields, record.TraceId);
    }
}
