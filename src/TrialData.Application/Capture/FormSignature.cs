using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>What a signature says.</summary>
public enum SignatureMeaning
{
    /// <summary>The signer has seen the data.</summary>
    Reviewed,

    /// <summary>The data are complete and right.</summary>
    Approved,

    /// <summary>The signer answers for the data.</summary>
    Responsible,
}

/// <param name="SignerName">The name in print.</param>
/// <param name="DataSha256">Of the data that were signed, with the form and version they stood in.</param>
public sealed record FormSignature(
    long FormId, int FormVersion, long AccountId, string SignerName, SignatureMeaning Meaning, DateTimeOffset SignedAt, string DataSha256)
{
    /// <summary>Whether the form still is what was signed: not changed since, not moved, and not another one.</summary>
    public bool IsValidFor(SavedForm form, string subject) =>
        FormId == form.FormId && FormVersion == form.Version && string.Equals(DataSha256, Sha256Of(form, subject), StringComparison.Ordinal);

    /// <summary>SHA-256 over the form's number, version, subject, day and every answer in order of item.</summary>
    public static string Sha256Of(SavedForm form, string subject) => AuditHash.Of(
    [
        AuditHash.Text(form.FormId), AuditHash.Text(form.Version), subject, AuditHash.Text(form.CompletedOn), form.Mode?.ToString(),
        .. form.Answers.Select(a => (Item: a.Key, Value: a.Value, Why: (string?)null))
            .Concat(form.Missing.Select(m => (Item: m.Key, Value: (string)null!, Why: (string?)m.Value.ToString())))
            .OrderBy(a => a.Item, StringComparer.Ordinal)
            .SelectMany(a => new[] { a.Item, a.Value, a.Why }),
    ]);
}
