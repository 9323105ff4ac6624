using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Mail;

/// <summary>Counts the mail that waits, was sent or was given up, and names what could not be sent. No text of a message is shown.</summary>
[OperatingSystemUserOnly, Reading]
public sealed record ListMail;

public sealed record ListedMail(OutboxCounts Counts, IReadOnlyList<TroubledMessage> Troubled);

public sealed class ListMailHandler(IOutbox outbox) : IUseCase<ListMail, ListedMail>
{
    public async Task<Outcome<ListedMail>> HandleAsync(ListMail request, CancellationToken cancellation) =>
        new ListedMail(await outbox.CountsAsync(cancellation), await outbox.TroubledAsync(cancellation));
}
