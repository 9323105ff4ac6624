using FluentValidation;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.Errors;

/// <param name="AsRandomised">Level by factor as the ledger has it; empty where the allocation stands in no ledger.</param>
/// <param name="AsCorrected">The same as it should have been.</param>
public sealed record MarkedAllocation(
    Guid ErrorId,
    string Number,
    AllocationErrorKind Kind,
    IReadOnlyDictionary<string, string> AsRandomised,
    IReadOnlyDictionary<string, string> AsCorrected);

public sealed record NotAllocated(string Number)
    : Refusal("allocation-error.not-allocated", $"Participant {Number} has no allocation that could be in error.");

public sealed record ErrorAwaits(string Number)
    : Refusal("allocation-error.awaits-decision", $"An error of {Number}'s allocation still awaits a second person's decision.");

public sealed record NoLevelsToCorrect(string Number)
    : Refusal("allocation-error.no-levels", $"The allocation of {Number} stands in no ledger, so it has no levels that could be corrected.");

public sealed record WrongLevels(string Details)
    : Refusal("allocation-error.wrong-levels", $"The corrected levels cannot be used. {Details}");

/// <summary>Takes in that an allocation is in error, whoever says so.</summary>
public sealed class ErrorDesk(
    ParticipantAccess access,
    ITrials trials,
    IAllocationVault vault,
    IAllocationErrors errors,
    IIdentities identities,
    RequestContext context,
    AuditNote note,
    TimeProvider clock)
{
    internal async Task<Outcome<MarkedAllocation>> TakeAsync(
        Permission permission, string trialCode, Guid participantId, AllocationErrorKind kind,
        IReadOnlyDictionary<string, string> corrections, string reason, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, participantId, permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var participant = found.Value.Participant;
        if (await vault.FindAsync(participant.ParticipantId, cancellation) is null)
        {
            return new NotAllocated(participant.Number);
        }

        // Locked before it is read: two people at the same moment must not both mark.
        if (await errors.LockAndFindAwaitingAsync(participant.ParticipantId, cancellation))
        {
            return new ErrorAwaits(participant.Number);
        }

        var entered = (await vault.FindEntryAsync(participant.ParticipantId, cancellation))?.Levels ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var corrected = await CorrectAsync(participant, entered, corrections, cancellation);
        return corrected.IsRefused
            ? corrected.Refusal!
            : await RecordAsync(participant, kind, entered, corrected.Value, reason, cancellation);
    }

    /// <summary>All levels with the corrections in their places; none where nothing is corrected.</summary>
    private async Task<Outcome<IReadOnlyDictionary<string, string>>> CorrectAsync(
        Participant participant, IReadOnlyDictionary<string, string> entered, IReadOnlyDictionary<string, string> corrections, CancellationToken cancellation)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        if (corrections.Count == 0)
        {
            return all;
        }

        if (entered.Count == 0 || await vault.FindSchemeAsync(participant.TrialId, cancellation) is not { } scheme)
        {
            return new NoLevelsToCorrect(participant.Number);
        }

        foreach (var (factor, level) in entered.Concat(corrections))
        {
            all[factor] = level;
        }

        var faults = scheme.Document.Design.CheckLevels(all).Select(fault => new Fault(fault.Place, fault.Value, fault.Reason)).ToList();
        if (corrections.TryGetValue(RandomisationPlan.Site, out var site) && (await trials.SitesAsync(participant.TrialId, cancellation)).All(each => each.Code != site))
        {
            faults.Add(new Fault(RandomisationPlan.Site, site, "is no site of the trial"));
        }

        faults.AddRange(corrections.Where(each => entered.GetValueOrDefault(each.Key) == each.Value).Select(each => new Fault(each.Key, each.Value, "is what was entered")));
        return faults.Count == 0 ? all : new WrongLevels(string.Join(" ", faults)) { Faults = faults };
    }

    private async Task<MarkedAllocation> RecordAsync(
        Participant participant, AllocationErrorKind kind, IReadOnlyDictionary<string, string> entered, IReadOnlyDictionary<string, string> corrected,
        string reason, CancellationToken cancellation)
    {
        var error = new NewAllocationError(
            identities.NewId(), participant.ParticipantId, kind, corrected, reason, clock.GetUtcNow(), context.Actor.AccountId!.Value);
        await errors.AddAsync(error, cancellation);
        note.Changed("allocationError", oldValue: null, kind.ToString(), reason);
        foreach (var (factor, level) in corrected.Where(each => entered[each.Key] != each.Value))
        {
            note.Changed($"stratum.{factor}", entered[factor], level);
        }

        return new MarkedAllocation(error.PublicId, participant.Number, kind, entered, corrected.Count == 0 ? entered : corrected);
    }
}

internal static class ErrorTexts
{
    private const int MostCorrections = 50;

    public static void AreCorrectionsOf<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, string>> rule, Func<T, AllocationErrorKind> kind)
    {
        rule.NotNull().Must(corrections => corrections is null || corrections.Count <= MostCorrections).WithMessage("are too many.");
        rule.Must((request, corrections) => kind(request) != AllocationErrorKind.WrongStratum || corrections is { Count: > 0 })
            .WithMessage("are missing: a wrong stratum has a right one.");
    }
}
