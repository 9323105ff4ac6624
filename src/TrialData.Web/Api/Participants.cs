using TrialData.Application.Enrolment;

namespace TrialData.Web.Api;

/// <summary>The participants whom the account may read.</summary>
internal static class Participants
{
    public static void MapParticipants(this IEndpointRouteBuilder api) =>
        api.MapGet("/trials/{trial}/participants", (string trial, string? number, string? site, ApiCaller caller, CancellationToken cancellation) =>
            caller.AskAsync<ListParticipants, ListedParticipants>(
                new ListParticipants(trial, number, site), listed => listed.Participants.Select(ParticipantAnswer.Of), cancellation));
}

/// <param name="Id">Names the participant in every request.</param>
/// <param name="AttestedAs">What the EDC system calls the participant that it attested; null where the site did all that here.</param>
internal sealed record ParticipantAnswer(
    Guid Id, string Number, string Site, string Status, DateOnly? ScreenedOn, DateOnly? EnrolledOn, DateOnly? EndedOn, string? EndReason, DateOnly? DiedOn,
    string? AttestedAs)
{
    public static ParticipantAnswer Of(ListedParticipant listed) => new(
        listed.PublicId, listed.Number, listed.Site, listed.Status.ToString(), listed.ScreenedOn, listed.EnrolledOn, listed.EndedOn,
        listed.EndReason?.ToString(), listed.DiedOn, listed.AttestedAs);
}
