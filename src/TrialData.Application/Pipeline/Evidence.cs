namespace TrialData.Application.Pipeline;

/// <summary>The rows that an audit event vouches for, and their digest.</summary>
public sealed record Evidence(string Name, string Digest)
{
    public const string FormPrefix = "form:";
    public const string AllocationPrefix = "allocation:";

    public static string DigestOfNoRows { get; } = AuditHash.Of([]);

    /// <summary>The answers written by one save of a form: new, changed and taken back.</summary>
    public static Evidence OfForm(long formId, int version, IEnumerable<AnswerRow> rows) => new(
        FormattableString.Invariant($"{FormPrefix}{formId}:{version}"),
        AuditHash.Of(rows
            .OrderBy(row => row.Item, StringComparer.Ordinal)
            .SelectMany(row => new[] { row.Item, ValueOf(row), row.Reason, AuditHash.Text(row.AccountId), AuditHash.Text(row.SavedAt) })));

    // No answer can hold a NUL, so a reason is never mistaken for one.
    private static string? ValueOf(AnswerRow row) => row.Missing is null ? row.Value : "\0" + row.Missing;

    /// <summary>One participant's allocation.</summary>
    public static Evidence OfAllocation(AllocationRow row) => new(
        FormattableString.Invariant($"{AllocationPrefix}{row.ParticipantId}"),
        AuditHash.Of(
        [
            row.Arm, row.Origin, AuditHash.Text(row.SchemeId), row.Stratum, AuditHash.Text(row.SequenceInStratum),
            AuditHash.Text(row.AllocatedOn), AuditHash.Text(row.RecordedAt), AuditHash.Text(row.AccountId),
        ]));
}

/// <summary>An answer as it is stored: never changed, followed by a newer row instead.</summary>
/// <param name="Missing">Why there is no answer; null where there is one, and where one was taken back.</param>
public sealed record AnswerRow(string Item, string? Value, string? Missing, string? Reason, long AccountId, DateTimeOffset SavedAt);

/// <summary>An allocation as it is stored.</summary>
public sealed record AllocationRow(
    long ParticipantId,
    string Arm,
    string Origin,
    long? SchemeId,
    string? Stratum,
    long? SequenceInStratum,
    DateOnly? AllocatedOn,
    DateTimeOffset RecordedAt,
    long AccountId);
