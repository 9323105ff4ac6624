using static System.FormattableString;

namespace TrialData.Application.Administration.Mail;

/// <param name="Kind">What it is about, for lists; never its content.</param>
/// <param name="Subject">The same for everybody: nothing that a person typed stands in a header.</param>
internal sealed record Letter(string Kind, string Subject, string Body);

/// <summary>
/// Every text the program sends. One names an arm, and goes to those alone who see it anyway; one holds a secret, the invitation. A
/// participant is named by number, and never in a subject.
/// </summary>
internal static class Letters
{
    private const string IfNotYou = "If you did not expect this, tell an administrator of your trial's data at once.";

    public static Letter Invitation(string accountName, InvitationToken invitation, DateTimeOffset expiresAt) => new(
        "invitation",
        "TrialData: your invitation",
        Text(
            $"An account named '{accountName}' waits for you. Choose its password with this invitation, by 'trialdata account accept' or where you were told to sign in:",
            invitation.Text,
            Invariant($"It works once, until {expiresAt:yyyy-MM-dd HH:mm} UTC. Show it to nobody."),
            IfNotYou));

    public static Letter AccountLocked(string accountName, int failures, DateTimeOffset until) => new(
        "account-locked",
        "TrialData: failed sign-ins locked an account",
        Text(
            Invariant($"The account '{accountName}' was locked after {failures} failed sign-ins in a row, until {until:yyyy-MM-dd HH:mm} UTC."),
            "Ask its person. If it was somebody else, suspend the account or demand another password: 'trialdata account suspend'."));

    public static Letter PasswordChanged(string accountName, DateTimeOffset at) => new(
        "password-changed",
        "TrialData: your password was changed",
        Text(Invariant($"The password of the account '{accountName}' was changed at {at:yyyy-MM-dd HH:mm} UTC."), IfNotYou));

    public static Letter SecondFactorReset(string accountName) => new(
        "second-factor-reset",
        "TrialData: your authenticator was reset",
        Text($"An administrator has reset the authenticator of the account '{accountName}'. You set up another at your next sign-in.", IfNotYou));

    public static Letter AddressChanged(string accountName) => new(
        "address-changed",
        "TrialData: your e-mail address was changed",
        Text($"Mail for the account '{accountName}' goes to another address from now on; this is the last to yours.", IfNotYou));

    public static Letter BlindBroken(string accountName, string trialCode, DateTimeOffset at) => new(
        "blind-broken",
        "TrialData: an allocation was disclosed in an emergency",
        Text(
            Invariant($"The account '{accountName}' broke the blind of one participant of the trial {trialCode} at {at:yyyy-MM-dd HH:mm} UTC."),
            "For whom and why stands in the register of unblinding: 'trialdata unblinding list'. Whoever is blinded does not ask further.",
            IfNotYou));

    public static Letter Allocated(string trialCode, string number, DateOnly on) => new(
        "allocated",
        "TrialData: a participant was randomised",
        Text(
            Invariant($"Participant {number} of the trial {trialCode} was randomised on {on:yyyy-MM-dd}."),
            "To which arm is not for you to know: tell nobody who asks, and ask nobody."));

    public static Letter AllocatedTo(string trialCode, string number, DateOnly on, string arm) => new(
        "allocated-to",
        "TrialData: a participant of your site was randomised",
        Text(
            Invariant($"Participant {number} of the trial {trialCode} was randomised on {on:yyyy-MM-dd}, to: {arm}."),
            "This is for those who see arms at your site. Assessors are blind to it: do not forward it, and do not speak of it before them."));

    public static Letter EnvelopesWithdrawn(string accountName, string trialCode, string site, string slots, string fate) => new(
        "envelopes-withdrawn",
        "TrialData: envelopes of a site were withdrawn",
        Text(
            $"The account '{accountName}' withdrew envelopes of site {site} in the trial {trialCode} as {fate}: {slots}. Nobody was allocated by them.",
            "Ask for them: an envelope that was opened and not used tells an arm. What became of each stands in 'trialdata downtime list'.",
            IfNotYou));

    private static string Text(params string[] paragraphs) => string.Join("\r\n\r\n", paragraphs) + "\r\n";
}
