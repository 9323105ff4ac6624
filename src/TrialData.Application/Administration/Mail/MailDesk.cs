using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Mail;

/// <summary>Puts letters into the outbox, in the transaction of the work they tell of. Who has no address gets none.</summary>
public sealed class MailDesk(IOutbox outbox, ILetterSealer sealer, IAccounts accounts, IIdentities identities, TimeProvider clock)
{
    internal Task PostAsync(Letter letter, string? address, CancellationToken cancellation) => address is null
        ? Task.CompletedTask
        : outbox.AddAsync(
            new NewMessage(identities.NewId(), letter.Kind, address, letter.Subject, sealer.Seal(SealedLetter.Of(address, letter.Body)), clock.GetUtcNow()), cancellation);

    /// <summary>Posts to everybody who may suspend accounts.</summary>
    /// <returns>How many have an address.</returns>
    internal async Task<int> PostToAdministratorsAsync(Letter letter, CancellationToken cancellation)
    {
        var today = clock.Today();
        var addresses = await accounts.EmailsOfAsync(RoleTable.HoldersOf(Permission.SuspendAccount), today, cancellation);
        foreach (var address in addresses)
        {
            await PostAsync(letter, address, cancellation);
        }

        return addresses.Count;
    }

    /// <summary>Posts to everybody who holds one of some roles in a trial, at a site or in all of it.</summary>
    /// <returns>How many have an address.</returns>
    internal async Task<int> PostToRolesAsync(Letter letter, IReadOnlyCollection<Role> roles, long trialId, long siteId, CancellationToken cancellation)
    {
        var today = clock.Today();
        var addresses = await accounts.EmailsAtAsync(roles, trialId, siteId, today, cancellation);
        foreach (var address in addresses)
        {
            await PostAsync(letter, address, cancellation);
        }

        return addresses.Count;
    }
}
