using TrialData.Application.Administration.Mail;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Outbox(StoreSession session) : IOutbox
{
    private const int LongestError = 400;

    private static readonly SqlFile AddMessage = SqlFile.Named("mail/AddMessage");
    private static readonly SqlFile DueMessages = SqlFile.Named("mail/DueMessages");
    private static readonly SqlFile ClaimMessage = SqlFile.Named("mail/ClaimMessage");
    private static readonly SqlFile FindMessage = SqlFile.Named("mail/FindMessage");
    private static readonly SqlFile MarkSent = SqlFile.Named("mail/MarkSent");
    private static readonly SqlFile MarkNotSent = SqlFile.Named("mail/MarkNotSent");
    private static readonly SqlFile MarkGivenUp = SqlFile.Named("mail/MarkGivenUp");
    private static readonly SqlFile CountMessages = SqlFile.Named("mail/CountMessages");
    private static readonly SqlFile TroubledMessages = SqlFile.Named("mail/TroubledMessages");

    public async Task AddAsync(NewMessage message, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddMessage,
            new
            {
                OutboxMessageId = id,
                message.MessageId,
                message.Kind,
                message.Recipient,
                message.Subject,
                message.SealedBody,
                message.CreatedAt,
            },
            cancellation);
    }

    public Task<IReadOnlyList<long>> DueAsync(DateTimeOffset now, CancellationToken cancellation) =>
        session.QueryAsync<long>(DueMessages, new { Now = now }, cancellation);

    public async Task<OutboxMessage?> ClaimAsync(long outboxMessageId, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var claimed = await session.ExecuteAsync(ClaimMessage, new { OutboxMessageId = outboxMessageId, Now = now, Until = until }, cancellation);
        return claimed == 0
            ? null
            : await session.SingleOrDefaultAsync<OutboxMessage>(FindMessage, new { OutboxMessageId = outboxMessageId }, cancellation);
    }

    public Task MarkSentAsync(long outboxMessageId, DateTimeOffset at, CancellationToken cancellation) =>
        session.ExecuteAsync(MarkSent, new { OutboxMessageId = outboxMessageId, At = at }, cancellation);

    public Task MarkNotSentAsync(long outboxMessageId, string error, DateTimeOffset tryAgainAt, CancellationToken cancellation) => session.ExecuteAsync(
        MarkNotSent, new { OutboxMessageId = outboxMessageId, Error = Shortened(error), TryAgainAt = tryAgainAt }, cancellation);

    public Task MarkGivenUpAsync(long outboxMessageId, string error, DateTimeOffset at, CancellationToken cancellation) =>
        session.ExecuteAsync(MarkGivenUp, new { OutboxMessageId = outboxMessageId, Error = Shortened(error), At = at }, cancellation);

    public async Task<OutboxCounts> CountsAsync(CancellationToken cancellation) =>
        (await session.SingleOrDefaultAsync<OutboxCounts>(CountMessages, parameters: null, cancellation))!;

    public Task<IReadOnlyList<TroubledMessage>> TroubledAsync(CancellationToken cancellation) =>
        session.QueryAsync<TroubledMessage>(TroubledMessages, parameters: null, cancellation);

    private static string Shortened(string error) => error.Length <= LongestError ? error : error[..LongestError];
}
