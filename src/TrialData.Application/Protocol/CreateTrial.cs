using TrialData.Application.Pipeline;

namespace TrialData.Application.Protocol;

/// <summary>Creates a trial from the text of its protocol file, with its planned sites, none of them active.</summary>
[Requires(Permission.CreateTrial)]
public sealed record CreateTrial(string ProtocolJson);

public sealed record TrialCreated(string Code, string Title, int ProtocolVersion, string ProtocolSha256, int Sites, int Visits, int Forms);

public sealed record TrialExists(string Code)
    : Refusal("trial.exists", $"The store holds a trial {Code} already.");

public sealed class CreateTrialHandler(ITrials trials, AuditNote note, TimeProvider clock) : IUseCase<CreateTrial, TrialCreated>
{
    public async Task<Outcome<TrialCreated>> HandleAsync(CreateTrial request, CancellationToken cancellation)
    {
        var loaded = ProtocolLoader.Load(request.ProtocolJson);
        if (loaded.IsRefused)
        {
            return loaded.Refusal!;
        }

        var protocol = loaded.Value;
        note.On(protocol.Code);
        if (await trials.FindAsync(protocol.Code, cancellation) is not null)
        {
            return new TrialExists(protocol.Code);
        }

        var trial = await trials.AddAsync(new NewTrial(protocol, clock.GetUtcNow()), cancellation);
        note.On(trial.TrialId, subject: protocol.Code);
        note.Changed("protocolSha256", oldValue: null, protocol.Sha256);
        return new TrialCreated(
            protocol.Code, protocol.Title, protocol.Version, protocol.Sha256, protocol.Sites.Count, protocol.Visits.Count, protocol.Forms.Count);
    }
}
