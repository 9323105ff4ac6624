namespace TrialData.Application.Capture;

/// <summary>How far a form has come.</summary>
public enum FormState
{
    NotStarted,

    /// <summary>Somebody's typing is kept, and nothing was saved yet.</summary>
    Draft,
    Complete,

    /// <summary>Compared with its source, as it stands now.</summary>
    Verified,

    /// <summary>Signed by the investigator, as it stands now.</summary>
    Signed,

    /// <summary>Nobody can change it until it is unlocked.</summary>
    Locked,
}

/// <summary>What was marked on a form.</summary>
public enum FormMarkKind
{
    Verified,
    Unverified,
    Locked,
    Unlocked,
}

/// <param name="FormVersion">The version that was seen.</param>
public sealed record FormMark(long FormId, int FormVersion, FormMarkKind Kind, string? Reason, DateTimeOffset MarkedAt, long AccountId);

/// <summary>What the marks and signatures on a form come to: the one place that says it.</summary>
/// <param name="Version">The form's version now.</param>
/// <param name="IsVerified">As it stands now: a later change takes it away.</param>
public sealed record FormStanding(int Version, bool IsVerified, bool IsSigned, bool IsLocked)
{
    public FormState State => this switch
    {
        { IsLocked: true } => FormState.Locked,
        { IsSigned: true } => FormState.Signed,
        { IsVerified: true } => FormState.Verified,
        _ => FormState.Complete,
    };

    /// <param name="marks">Every mark of the form, in the order they were made.</param>
    public static FormStanding Of(SavedForm form, IReadOnlyList<FormMark> marks, IEnumerable<FormSignature> signatures, string subject)
    {
        var verified = marks.LastOrDefault(m => m.Kind is FormMarkKind.Verified or FormMarkKind.Unverified);
        return new FormStanding(
            form.Version,
            verified is { Kind: FormMarkKind.Verified } && verified.FormVersion == form.Version,
            signatures.Any(s => s.IsValidFor(form, subject)),
            IsLockedBy(marks));
    }

    public static bool IsLockedBy(IReadOnlyList<FormMark> marks) =>
        marks.LastOrDefault(m => m.Kind is FormMarkKind.Locked or FormMarkKind.Unlocked) is { Kind: FormMarkKind.Locked };
}
