using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The part of the small trial about accounts: invitations, roles, tokens, passwords and second factors.</summary>
internal sealed class SmallAccounts(TrialHost host, NotedRequests requests)
{
    private const string Unknown = NotedRequests.Unknown;

    private static readonly DateOnly Today = TrialHost.FirstDay;

    public async Task PlayAsync()
    {
        await LookAfterAccountsAsync();
        await UseTokensAsync();
        await SignInAsync();
    }

    private async Task LookAfterAccountsAsync()
    {
        var account = await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount("monitor"));
        var renewed = await AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation("monitor"));
        foreach (var token in new[] { account.Value.Invitation, renewed.Value.Invitation! })
        {
            requests.Secrets.Add(token.Text);
            requests.Secrets.Add(Convert.ToHexStringLower(token.Hash));
        }

        await AskAsync<InviteAccount, InvitedAccount>("founder", new InviteAccount("monitor"));
        await AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation(Unknown));
        await AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(host.TrialCode, "monitor", Role.Monitor, "S1", Today));
        await AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(host.TrialCode, Unknown, Role.Monitor, Unknown, Today));
        await AskAsync<RevokeRole, RevokedRole>("founder", new RevokeRole(host.TrialCode, "monitor", Role.Monitor, "S1", "Left the trial"));
        await AskAsync<RevokeRole, RevokedRole>("founder", new RevokeRole(host.TrialCode, Unknown, Role.Monitor, "S1", "Left the trial"));
        await host.InviteAsync("nurse");
        requests.Asked.Add((nameof(InviteAccount), "done"));
        var nurse = new GrantRole(host.TrialCode, "nurse", Role.SiteResearcher, "S2", Today);
        await AskAsync<GrantRole, GrantedRole>("investigator S2", nurse);
        await AskAsync<GrantRole, GrantedRole>("investigator S2", nurse with { Duties = [Permission.BreakBlind] });
        await AskAsync<RevokeRole, RevokedRole>("founder", new RevokeRole(host.TrialCode, "nurse", Role.SiteResearcher, "S2", "Is away", Permission.BreakBlind));
        await AskAsync<ChangeEmail, ChangedEmail>("founder", new ChangeEmail("monitor", "monitor@example.org", "Was missing"));
        await AskAsync<ChangeEmail, ChangedEmail>("founder", new ChangeEmail(Unknown, "monitor@example.org", "Was missing"));
        await AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("monitor", "Left the trial"));
        await AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount(Unknown, "Left the trial"));
        await AskAsync<ResumeAccount, ResumedAccount>("founder", new ResumeAccount("monitor", "Is back"));
        await AskAsync<ResumeAccount, ResumedAccount>("founder", new ResumeAccount(Unknown, "Is back"));
    }

    private async Task UseTokensAsync()
    {
        var expiresAt = host.Clock.GetUtcNow().AddDays(1);
        var token = await AskAsync<CreateApiToken, CreatedApiToken>("founder", new CreateApiToken("nightly", Permissions: null, expiresAt));
        requests.Secrets.Add(token.Value.Token.Text);
        requests.Secrets.Add(Convert.ToHexStringLower(token.Value.Token.Hash));
        await AskAsync<CreateApiToken, CreatedApiToken>("founder", new CreateApiToken("nightly", Permissions: null, expiresAt));
        await AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>("founder", new ListApiTokens());
        Note<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(
            await host.Door.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(Actor.Nobody, new ListApiTokens(), CancellationToken.None));
        await AskAsync<RevokeApiToken, RevokedApiToken>("founder", new RevokeApiToken("nightly"));
        await AskAsync<RevokeApiToken, RevokedApiToken>("founder", new RevokeApiToken(Unknown));
    }

    private async Task SignInAsync()
    {
        const string password = "seven green bicycles";
        const string another = "eight red bicycles";
        var eva = new Person(host, "eva", password);
        var invited = await host.InviteAsync("eva");
        requests.Asked.Add((nameof(InviteAccount), "done"));
        Note<AcceptInvitation, AcceptedInvitation>(await eva.AcceptAsync(invited.Invitation));
        Note<AcceptInvitation, AcceptedInvitation>(await eva.AcceptAsync(invited.Invitation));
        var begun = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<SignIn, BegunSignIn>(await new Person(host, "eva", another).SignInAsync());
        Note<SignIn, BegunSignIn>(await new Person(host, Unknown, another).SignInAsync());
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(begun));
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(new SessionToken(Unknown)));
        Note<ConfirmSecondFactor, ConfirmedSecondFactor>(await eva.ConfirmAsync(begun, Unknown));
        var setUp = Note<ConfirmSecondFactor, ConfirmedSecondFactor>(await eva.ConfirmAsync(begun, eva.CodeNow())).Value;
        var session = setUp.SignedIn.Session;
        Note<ChangePassword, SignedIn>(await eva.ChangePasswordAsync(session, another, another));
        session = Note<ChangePassword, SignedIn>(await eva.ChangePasswordAsync(session, password, another)).Value.Session;
        Note<EndSession, EndedSession>(await eva.SignOutAsync(session));
        Note<EndSession, EndedSession>(await eva.SignOutAsync(session));
        eva.Password = another;
        host.Clock.MoveTo(host.Clock.GetUtcNow().AddMinutes(1));
        var again = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<GiveSecondFactor, SignedIn>(await eva.GiveCodeAsync(again, Unknown));
        Note<GiveSecondFactor, SignedIn>(await eva.GiveCodeAsync(again, eva.CodeNow()));
        var recovering = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<UseRecoveryCode, SignedIn>(await eva.GiveRecoveryCodeAsync(recovering, Unknown));
        Note<UseRecoveryCode, SignedIn>(await eva.GiveRecoveryCodeAsync(recovering, setUp.RecoveryCodes[0]));
        await AskAsync<ResetSecondFactor, SecondFactorWasReset>("founder", new ResetSecondFactor("eva", "Lost telephone"));
        var afresh = Note<SignIn, BegunSignIn>(await eva.SignInAsync()).Value.Session;
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(afresh));
        var newSetUp = Note<ConfirmSecondFactor, ConfirmedSecondFactor>(await eva.ConfirmAsync(afresh, eva.CodeNow())).Value;
        var present = newSetUp.SignedIn.Session;
        var living = (await AskAsync<ListSessions, IReadOnlyList<ListedSession>>("eva", new ListSessions(present))).Value;
        Note<ListSessions, IReadOnlyList<ListedSession>>(
            await host.Door.AskAsync<ListSessions, IReadOnlyList<ListedSession>>(Actor.Nobody, new ListSessions(present), CancellationToken.None));
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(present));
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(present, password));
        Note<EnrolSecondFactor, BegunSecondFactor>(await eva.BeginSetUpAsync(present, another));
        var renewed = (await AskAsync<ReplaceRecoveryCodes, ReplacedRecoveryCodes>("eva", new ReplaceRecoveryCodes(another))).Value;
        await AskAsync<ReplaceRecoveryCodes, ReplacedRecoveryCodes>("eva", new ReplaceRecoveryCodes(password));
        await AskAsync<EndOtherSessions, EndedOtherSessions>("eva", new EndOtherSessions(present));
        await AskAsync<EndOtherSessions, EndedOtherSessions>("eva", new EndOtherSessions(new SessionToken(Unknown)));
        await AskAsync<EndOwnSession, EndedOwnSession>("eva", new EndOwnSession(living.Single(each => each.IsPresent).SessionId));
        await AskAsync<EndOwnSession, EndedOwnSession>("eva", new EndOwnSession(long.MaxValue));
        await AskAsync<ResetSecondFactor, SecondFactorWasReset>("founder", new ResetSecondFactor(Unknown, "Lost telephone"));
        await AskAsync<ReviewAccess, AccessReview>("founder", new ReviewAccess());
        await AskAsync<ReviewAccess, AccessReview>("researcher S1", new ReviewAccess());
        await AskAsync<DemandPasswordChange, DemandedPasswordChange>("founder", new DemandPasswordChange("eva", "Lost laptop"));
        await AskAsync<DemandPasswordChange, DemandedPasswordChange>("founder", new DemandPasswordChange(Unknown, "Lost laptop"));
        requests.Secrets.AddRange([password, another, begun.Text, session.Text, invited.Invitation.Text, .. setUp.RecoveryCodes, afresh.Text, .. newSetUp.RecoveryCodes, .. renewed.RecoveryCodes]);
    }

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);

    private Outcome<TResult> Note<TRequest, TResult>(Outcome<TResult> outcome) => requests.Note<TRequest, TResult>(outcome);
}
