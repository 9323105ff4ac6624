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
    /// <param name="except">Addresses that get none, such as those of people who hold another role, too, and had another letter.</param>
    /// <returns>To which addresses.</returns>
    internal async Task<IReadOnlyList<string>> PostToRolesAsync(
        Letter letter, IReadOnlyCollection<Role> roles, long trialId, long siteId, CancellationToken cancellation, IReadOnlyList<string>? except = null)
    {
        var holders = await accounts.EmailsAtAsync(roles, trialId, siteId, clock.Today(), cancellation);
        var addresses = holders.Except(except ?? [], StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var address in addresses)
        {
            await PostAsync(letter, address, cancellation);
        }

        return addresses;
    }
}
