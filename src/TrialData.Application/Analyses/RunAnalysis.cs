using System.Reflection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Analyses;

/// <summary>Computes the analyses of a specification by arm and site, and registers the run.</summary>
[Requires(Permission.AnalyseByArm)]
public sealed record RunAnalysis(string TrialCode, string SpecificationJson);

public sealed record NobodyAllocated(string TrialCode)
    : Refusal("analysis.nobody-allocated", $"Nobody has been allocated in {TrialCode} yet; there is nothing to analyse.");

public sealed class RunAnalysisHandler(
    TrialAccess access, ITrials trials, IAnalysisData data, IStoreSchema store, IIdentities identities, RequestContext context, TimeProvider clock)
    : IUseCase<RunAnalysis, AnalysisResults>
{
    private static readonly string Software = SoftwareVersion();

    public async Task<Outcome<AnalysisResults>> HandleAsync(RunAnalysis request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.AnalyseByArm, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var loaded = SpecificationLoader.Load(request.SpecificationJson, protocol);
        if (loaded.IsRefused)
        {
            return loaded.Refusal!;
        }

        var specification = loaded.Value;
        var participants = await data.ParticipantsAsync(trial.TrialId, cancellation);
        if (participants.All(p => p.Arm is null))
        {
            return new NobodyAllocated(trial.Code);
        }

        var tally = new OutcomeTally(protocol, specification, participants);
        await tally.ReadAsync(data.ValuesAsync(trial.TrialId, tally.Forms, cancellation), cancellation);
        var provenance = new Provenance(
            (await store.IdentityAsync(cancellation)).IsDemonstration,
            await data.LastChangeAsync(trial.TrialId, cancellation) ?? clock.GetUtcNow(),
            protocol.Version,
            protocol.Sha256,
            specification.Sha256,
            tally.DataSha256(),
            Software,
            specification.Notes);
        await data.RegisterRunAsync(
            new NewAnalysisRun(
                identities.NewId(), trial.TrialId, specification.Sha256, protocol.Sha256, provenance.DataSha256, Software,
                clock.GetUtcNow(), context.Actor.AccountId!.Value),
            cancellation);
        return ResultsBuilder.Build(protocol, specification, participants, tally, provenance);
    }

    private static string SoftwareVersion()
    {
        var assembly = typeof(RunAnalysisHandler).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return $"TrialData {version ?? assembly.GetName().Version?.ToString()}";
    }
}
