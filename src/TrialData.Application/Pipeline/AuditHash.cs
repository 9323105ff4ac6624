using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace TrialData.Application.Pipeline;

/// <summary>The hashes of the audit trail, over one spelling that no engine and no culture takes part in.</summary>
public static class AuditHash
{
    // In bytes: enough for most events and rows.
    private const int UsualLength = 1024;

    /// <summary>What stands before the first event of a chain.</summary>
    public static string Start { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>SHA-256 over the hash before, the place in the chain and every field of the event.</summary>
    public static string Of(string previousHash, long sequence, AuditEvent auditEvent) => Of(
    [
        previousHash,
        auditEvent.Chain.Name,
        Text(sequence),
        Text(auditEvent.OccurredAt),
        auditEvent.CorrelationId.ToString("D"),
        Text(auditEvent.AccountId),
        auditEvent.ActorName,
        auditEvent.Role,
        auditEvent.UseCase,
        auditEvent.Result,
        Text(auditEvent.TrialId),
        Text(auditEvent.SiteId),
        auditEvent.Subject,
        auditEvent.Field,
        auditEvent.OldValue,
        auditEvent.NewValue,
        auditEvent.Reason,
        auditEvent.Evidence,
        auditEvent.Digest,

        // Events of before there were records have the hash they always had.
        .. auditEvent.Records is { } records ? new[] { records } : [],
    ]);

    /// <summary>SHA-256 over a JSON array of strings and nulls in UTF-8: no two lists of fields look alike.</summary>
    public static string Of(IEnumerable<string?> fields)
    {
        var spelled = new ArrayBufferWriter<byte>(UsualLength);
        using (var json = new Utf8JsonWriter(spelled))
        {
            json.WriteStartArray();
            foreach (var field in fields)
            {
                json.WriteStringValue(field);
            }

            json.WriteEndArray();
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(spelled.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash);
    }

    public static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>To the microsecond, which is what both engines keep.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
