using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Web.Tests;

namespace TrialData.Browser.Tests;

/// <summary>What the store holds once a journey is over, asked of the use cases.</summary>
internal static class Stored
{
    public static async Task<ShownParticipant> ParticipantAsync(WebTrial web, string number, string reader = "investigator S1")
    {
        var listed = await web.Trial.AskAsync<ListParticipants, ListedParticipants>(reader, new ListParticipants("TEST"));
        var id = listed.Value.Participants.Single(participant => participant.Number == number).PublicId;
        return (await web.Trial.AskAsync<ShowParticipant, ShownParticipant>(reader, new ShowParticipant("TEST", id))).Value;
    }

    public static async Task<(ParticipantStatus Status, string? Arm)> StatusAndArmAsync(WebTrial web, string number)
    {
        var participant = await ParticipantAsync(web, number);
        return (participant.Status, participant.Arm);
    }

    public static async Task<ShownForm> FormAsync(WebTrial web, Guid participant, string visit, string form, string reader = "investigator S1") =>
        (await web.Trial.AskAsync<ShowForm, ShownForm>(reader, new ShowForm("TEST", participant, new FormAt(visit, form)))).Value;
}
