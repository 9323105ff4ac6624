using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using static TrialData.Hosting.Demonstration.DemonstrationCast;

namespace TrialData.Hosting.Demonstration;

/// <summary>Gives members of the cast a password and an authenticator, by the way that invited people go.</summary>
internal sealed class DemonstrationSignIns(Door door, DemonstrationClock clock)
{
    public async Task<DemonstrationAccount> GiveAsync(Actor founder, CastMember member, CancellationToken cancellation)
    {
        var invited = Done(await door.AskAsync<ReissueInvitation, ReissuedInvitation>(founder, new ReissueInvitation(member.Name), cancellation));
        await AskAsync<AcceptInvitation, AcceptedInvitation>(new AcceptInvitation(invited.Invitation!, DemonstrationAccount.Password), cancellation);
        var begun = await AskAsync<SignIn, BegunSignIn>(new SignIn(member.Name, DemonstrationAccount.Password), cancellation);
        var key = Totp.Read((await AskAsync<EnrolSecondFactor, BegunSecondFactor>(new EnrolSecondFactor(begun.Session), cancellation)).Key);
        var code = Totp.CodeAt(key, Totp.StepAt(clock.GetUtcNow()));
        var confirmed = await AskAsync<ConfirmSecondFactor, ConfirmedSecondFactor>(new ConfirmSecondFactor(begun.Session, code), cancellation);
        await AskAsync<EndSession, EndedSession>(new EndSession(confirmed.SignedIn.Session), cancellation);
        return new DemonstrationAccount(member.Name, string.Join(", ", member.Roles.Select(RoleNames.Of)), member.Site, Convert.ToHexString(key));
    }

    private async Task<TResult> AskAsync<TRequest, TResult>(TRequest request, CancellationToken cancellation) =>
        Done(await door.AskAsync<TRequest, TResult>(Actor.Nobody, request, cancellation));
}
