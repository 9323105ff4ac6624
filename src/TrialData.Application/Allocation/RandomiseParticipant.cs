using TrialData.Application.Administration.Credentials;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>Allocates an enrolled participant to an arm and schedules the follow-up. Asked again, it gives the same answer.</summary>
/// <param name="Password">The person's own, given again. A program gives none where its token names this permission: it was made for it.</param>
[Requires(Permission.Randomise)]
public sealed record RandomiseParticipant(string TrialCode, Guid ParticipantId, string? Password = null)
{
    public override string ToString() => nameof(RandomiseParticipant);
}

public sealed record AllocatedParticipant(string Number, string Arm, string ArmLabel, DateOnly? AllocatedOn);

public sealed record NoPlaceLeft(string Number)
    : Refusal("allocation.no-place-left", $"The scheme has no place left for a participant such as {Number}. Tell the randomisation administrator.");

public sealed record SchemeRevealed()
    : Refusal("allocation.scheme-revealed", "The scheme's secret has been revealed; nobody can be allocated any more.");

/// <summary>Whether the password was wrong or the account is locked is not said.</summary>
public sealed record RandomisationNotConfirmed()
    : Refusal("allocation.not-confirmed", "Nobody was allocated: confirm with your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed record AssessedBeforeConsent(string Number, DateOnly ConsentedOn, string Forms)
    : Refusal("allocation.assessed-before-consent", Invariant($"Participant {Number} consented on {ConsentedOn:yyyy-MM-dd}, after what was assessed before randomisation: {Forms}. Correct the day, or make the form void and assess anew."));

public sealed record BaselineIncomplete(string Number, string Missing)
    : Refusal("allocation.baseline-incomplete", $"Participant {Number} lacks forms that are required before randomisation: {Missing}.");

public sealed class RandomiseParticipantHandler(
    ParticipantAccess access,
    IParticipants participants,
    IForms forms,
    IAllocationVault vault,
    ParticipantLevels levels,
    SiteGate gate,
    ISealer sealer,
    IIdentities identities,
    OwnPassword password,
    AllocationNews news,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<RandomiseParticipant, AllocatedParticipant>, IPrepared<RandomiseParticipant>
{
    public Task PrepareAsync(RandomiseParticipant request, CancellationToken cancellation) =>
        request.Password is { } given ? password.PrepareAsync(given, cancellation) : Task.CompletedTask;

    public async Task<Outcome<AllocatedParticipant>> HandleAsync(RandomiseParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.Randomise, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (await vault.FindAsync(participant.ParticipantId, cancellation) is { } earlier)
        {
            return Answer(participant, protocol, earlier.Arm, earlier.AllocatedOn);
        }

        if (await WhyNotAsync(participant, protocol, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await vault.FindSchemeAsync(participant.TrialId, cancellation) switch
        {
            null => new SchemeNotSealed(),
            { WaitsForNonce: true } => new NonceMissing(),
            { RevealedAt: not null } => new SchemeRevealed(),
            _ when !await IsConfirmedAsync(request, cancellation) => new RandomisationNotConfirmed(),
            var scheme => await AllocateAsync(participant, protocol, scheme, cancellation),
        };
    }

    private async Task<bool> IsConfirmedAsync(RandomiseParticipant request, CancellationToken cancellation) =>
        context.Actor.Only?.Contains(Permission.Randomise) == true
        || (request.Password is not null && await password.ProveAsync(cancellation) is not null);

    private async Task<Refusal?> WhyNotAsync(Participant participant, TrialProtocol protocol, CancellationToken cancellation)
    {
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.Status != ParticipantStatus.Enrolled)
        {
            return new WrongStatus(participant.Number, participant.Status, ParticipantStatus.Enrolled);
        }

        if (await gate.WhyShutAsync(participant, clock.Today(), cancellation) is { } shut)
        {
            return shut;
        }

        return WhyNotReady(participant, protocol, await forms.SavedAsync(participant.ParticipantId, cancellation));
    }

    private static Refusal? WhyNotReady(Participant participant, TrialProtocol protocol, IReadOnlyList<SavedFormOfVisit> saved)
    {
        var places = saved.Select(form => (form.VisitCode, form.FormCode)).ToHashSet();
        var missing = string.Join(
            ", ",
            from visit in protocol.Visits
            where visit.Anchor == VisitAnchor.Enrolment
            from planned in visit.Forms
            where planned.Required && !places.Contains((visit.Code, planned.Form))
            select $"{visit.Code}/{planned.Form}");
        if (missing.Length > 0)
        {
            return new BaselineIncomplete(participant.Number, missing);
        }

        var consentedOn = TrialDay.Of(participant.ConsentedAt!.Value);
        var early = string.Join(", ", saved.Where(form => form.CompletedOn < consentedOn).Select(form => $"{form.VisitCode}/{form.FormCode}"));
        return early.Length == 0 ? null : new AssessedBeforeConsent(participant.Number, consentedOn, early);
    }

    private async Task<Outcome<AllocatedParticipant>> AllocateAsync(
        Participant participant, TrialProtocol protocol, Scheme scheme, CancellationToken cancellation)
    {
        var design = scheme.Document.Design;
        var found = await levels.FindAsync(participant, protocol, design, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        // Counters, draw, ledger and allocation are one transaction: two sites randomising at the same moment must never use the same draw.
        var head = await vault.LockLedgerAsync(scheme, cancellation);
        var counted = await vault.CellsAsync(scheme.SchemeId, design.CellsOf(found.Value), cancellation);
        if (Draw(scheme, found.Value, counted) is not { } drawn)
        {
            return new NoPlaceLeft(participant.Number);
        }

        var now = clock.GetUtcNow();
        var place = new LedgerPlace(head.Entries + 1, scheme.PublicId.ToString("D"), now.ToUniversalTime(), head.Hash);
        var entry = LedgerEntry.OfAllocation(place, participant.PublicId.ToString("D"), found.Value, drawn);
        await vault.KeepCellsAsync(scheme.SchemeId, drawn.After, counted, cancellation);
        await vault.AppendAsync(scheme.SchemeId, participant.ParticipantId, entry, cancellation);
        return await RecordAsync(participant, protocol, scheme, entry, cancellation);
    }

    private SchemeAllocation? Draw(Scheme scheme, IReadOnlyDictionary<string, string> found, IReadOnlyDictionary<string, CellState> counted)
    {
        var design = scheme.Document.Design;
        using var draws = scheme.Open(sealer);
        return design.Allocate(draws, found, design.CellsOf(found).Select(cell => counted.GetValueOrDefault(cell) ?? new CellState(cell, design.Start)).ToList());
    }

    private async Task<AllocatedParticipant> RecordAsync(
        Participant participant, TrialProtocol protocol, Scheme scheme, LedgerEntry entry, CancellationToken cancellation)
    {
        var allocatedOn = TrialDay.Of(entry.RecordedAt);
        var stratum = string.Join('|', scheme.Document.Design.Factors.Select(factor => $"{factor.Name}={entry.Levels[factor.Name]}"));
        var allocation = new NewAllocation(
            identities.NewId(), participant.TrialId, participant.SiteId, participant.ParticipantId, entry.Arm!, AllocationOrigin.Drawn,
            scheme.SchemeId, stratum, entry.Sequence, allocatedOn, entry.RecordedAt, context.Actor.AccountId!.Value);
        await vault.AddAsync(allocation, cancellation);
        note.Allocated(participant.Number, entry.Arm!, allocation.Evidence().Name, allocation.Evidence().Digest);
        await participants.MarkRandomisedAsync(participant.ParticipantId, cancellation);
        note.Changed("status", participant.Status.ToString(), nameof(ParticipantStatus.Randomised));
        var visits = VisitSchedule.From(protocol, VisitAnchor.Randomisation, allocatedOn, entry.Arm!);
        await participants.AddVisitsAsync(participant.ParticipantId, visits, cancellation);
        await news.PostAsync(participant, protocol, entry.Arm!, allocatedOn, cancellation);
        return Answer(participant, protocol, entry.Arm!, allocatedOn);
    }

    private static AllocatedParticipant Answer(Participant participant, TrialProtocol protocol, string arm, DateOnly? allocatedOn) =>
        new(participant.Number, arm, protocol.FindArm(arm)?.Label ?? arm, allocatedOn);
}
