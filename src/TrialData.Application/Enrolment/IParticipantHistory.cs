using TrialData.Application.Pipeline;

namespace TrialData.Application.Enrolment;

public enum WithdrawalKind
{
    /// <summary>From the treatment of the trial; visits and forms go on.</summary>
    Treatment,

    /// <summary>From visits and forms.</summary>
    FollowUp,

    /// <summary>Of the consent itself, with a choice on the data collected so far.</summary>
    Consent,
}

/// <summary>What may become of the data of somebody who takes consent back.</summary>
public enum DataUse
{
    /// <summary>What was collected up to that day stays in every analysis.</summary>
    KeepCollected,

    /// <summary>No analysis from then on reads an answer of the participant, who is still counted as allocated.</summary>
    NoFurtherUse,
}

/// <param name="DataUse">Null unless consent is withdrawn.</param>
public sealed record Withdrawal(WithdrawalKind Kind, DateOnly WithdrawnOn, DataUse? DataUse);

public sealed record NewWithdrawal(
    long ParticipantId, Withdrawal Withdrawal, string? Reason, DateTimeOffset RecordedAt, long AccountId);

public sealed record NewConsent(long ParticipantId, string ConsentForm, DateOnly ConsentedOn, DateTimeOffset RecordedAt, long AccountId);

public sealed record NewTransfer(
    long ParticipantId, long FromSiteId, long ToSiteId, DateOnly TransferredOn, string Reason, DateTimeOffset RecordedAt, long AccountId);

/// <param name="ConsentForm">The form signed last; null where none is known.</param>
public sealed record ReconsentDue(Guid PublicId, string Number, string Site, string? ConsentForm);

/// <summary>What happens to participants after screening, in ledgers that only grow.</summary>
public interface IParticipantHistory
{
    Task AddConsentAsync(NewConsent consent, CancellationToken cancellation);

    Task<bool> HasConsentedAsync(long participantId, string consentForm, CancellationToken cancellation);

    /// <summary>Participants whose participation goes on and who have consented, but not on this form.</summary>
    Task<IReadOnlyList<ReconsentDue>> ReconsentsDueAsync(SiteScope scope, string currentForm, CancellationToken cancellation);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<Withdrawal>> WithdrawalsAsync(long participantId, CancellationToken cancellation);

    Task AddWithdrawalAsync(NewWithdrawal withdrawal, CancellationToken cancellation);

    /// <summary>The day of the last transfer; null where there was none.</summary>
    Task<DateOnly?> LastTransferOnAsync(long participantId, CancellationToken cancellation);

    /// <summary>Names of the accounts with a role at the participant's site whose typing for the participant is not saved yet.</summary>
    Task<IReadOnlyList<string>> TypistsAsync(long participantId, CancellationToken cancellation);

    /// <summary>Moves the participant to the other site, and revokes the open links that the old one gave out.</summary>
    /// <returns>How many links that were.</returns>
    Task<int> TransferAsync(NewTransfer transfer, CancellationToken cancellation);
}
