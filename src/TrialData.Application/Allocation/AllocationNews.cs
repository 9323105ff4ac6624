using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Enrolment;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation;

/// <summary>
/// Tells by mail of an allocation, in its transaction: whoever sees arms at the site, to which; whoever is blind to them, that there was
/// one. A letter that cannot be sent waits in the outbox and undoes nothing.
/// </summary>
public sealed class AllocationNews(MailDesk mail)
{
    // Who looks after the participant from now on, and whoever follows recruitment.
    private static readonly Role[] Told = [Role.SiteResearcher, Role.PrincipalInvestigator, Role.Assessor, Role.Manager];

    private static readonly Role[] SeeArms = Told.Where(RoleTable.SeesAllocations).ToArray();

    public async Task PostAsync(Participant participant, TrialProtocol protocol, string arm, DateOnly allocatedOn, CancellationToken cancellation)
    {
        var label = protocol.FindArm(arm)?.Label ?? arm;
        var blinded = Letters.Allocated(protocol.Code, participant.Number, allocatedOn);
        var unblinded = Letters.AllocatedTo(protocol.Code, participant.Number, allocatedOn, $"{arm} ({label})");
        var told = await mail.PostToRolesAsync(unblinded, SeeArms, participant.TrialId, participant.SiteId, cancellation);
        await mail.PostToRolesAsync(blinded, Told.Except(SeeArms).ToList(), participant.TrialId, participant.SiteId, cancellation, except: told);
    }
}
