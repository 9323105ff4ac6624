using TrialData.Application.Allocation.Blinding;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class ArmGuesses(StoreSession session) : IArmGuesses
{
    private static readonly SqlFile GuessesByArm = SqlFile.Named("allocation/GuessesByArm");

    public Task<IReadOnlyList<CountedGuess>> CountAsync(long trialId, string form, string item, CancellationToken cancellation) =>
        session.QueryAsync<CountedGuess>(GuessesByArm, new { TrialId = trialId, Form = form, Item = item }, cancellation);
}
