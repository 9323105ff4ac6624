using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The end of recruitment: the ledger before and after the secret is revealed.</summary>
internal sealed class SmallReveal(TrialHost host, NotedRequests requests)
{
    public async Task PlayAsync()
    {
        await requests.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(host.TrialCode));
        await requests.AskAsync<ReadLedger, Ledger>("investigator S1", new ReadLedger(host.TrialCode));
        await requests.AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(host.TrialCode));
        await requests.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(host.TrialCode));
        await requests.AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S1", TrialHost.FirstDay.AddYears(1), "Target reached"));
        host.Clock.MoveTo(new DateTimeOffset(TrialHost.FirstDay.AddYears(1), new TimeOnly(9, 0), TimeSpan.Zero));
        await requests.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(host.TrialCode));
        await requests.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(host.TrialCode));
        var revealed = await requests.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(host.TrialCode));
        await requests.AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(host.TrialCode));
        requests.Secrets.Add(revealed.Value.Secret!);
    }
}
