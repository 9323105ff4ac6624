using TrialData.Application.Administration;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages;

/// <summary>What there is to do, by the roles of the person.</summary>
internal sealed class IndexModel(Door door) : SignedInPage(door)
{
    private const int ShownOfEach = 5;

    private readonly Dictionary<string, IReadOnlyList<WorkGroup>> work = [];

    /// <summary>Null where the roles of the person give nothing to do with participants.</summary>
    public IReadOnlyList<WorkGroup>? WorkIn(OwnTrial trial) => work.GetValueOrDefault(trial.Code);

    public async Task OnGetAsync()
    {
        foreach (var trial in Access.Trials.Where(trial => trial.May(Permission.ReadParticipants)))
        {
            var shown = await AskAsync<ShowWork, ShownWork>(new(trial.Code));
            if (!shown.IsRefused)
            {
                work[trial.Code] = WorkGroup.Of(shown.Value, trial.Code, ShownOfEach);
            }
        }
    }
}
