using FluentValidation;
using TrialData.Application.Administration;

namespace TrialData.Application.Pipeline;

public sealed record NotPermitted(string UseCase)
    : Refusal("access.not-permitted", $"Your account may not do this: {UseCase}.");

public sealed record InvalidRequest(string Details)
    : Refusal("request.invalid", Details);

/// <summary>Wraps a handler once: authorise, validate, begin, handle, audit, commit.</summary>
/// <remarks>
/// A refusal undoes the work and is then audited in a second transaction. A busy or deadlocked store is retried here and
/// nowhere else; any other fault passes through.
/// </remarks>
public sealed class Pipelined<TRequest, TResult>(
    IUseCase<TRequest, TResult> handler,
    IEnumerable<IValidator<TRequest>> validators,
    RequestContext context,
    IAccounts accounts,
    IUnitOfWork unit,
    IAuditLog audit,
    AuditNote note,
    TimeProvider clock) : IUseCase<TRequest, TResult>
    where TRequest : class
{
    private const int Attempts = 6;
    private const string Done = "done";

    private static readonly UseCaseAccess Access = UseCaseAccess.Of(typeof(TRequest));

    public async Task<Outcome<TResult>> HandleAsync(TRequest request, CancellationToken cancellation)
    {
        if (Access.IsOpenToAll)
        {
            return Validate(request) is { } fault ? fault : await handler.HandleAsync(request, cancellation);
        }

        return Access.IsOutsideTransaction
            ? await HandleOutsideAsync(request, cancellation)
            : await TryAsync(() => HandleOnceAsync(request, cancellation), cancellation);
    }

    private async Task<TDone> TryAsync<TDone>(Func<Task<TDone>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception fault) when (attempt < Attempts && unit.IsWorthRetrying(fault))
            {
                await unit.RollBackAsync();
                await Task.Delay(Backoff.After(attempt), clock, cancellation);
            }
            catch
            {
                await unit.RollBackAsync();
                throw;
            }
        }
    }

    private async Task<Outcome<TResult>> HandleOnceAsync(TRequest request, CancellationToken cancellation)
    {
        note.Clear();
        var refusal = await AuthoriseAsync(cancellation) ?? Validate(request);
        if (refusal is null)
        {
            if (handler is IPrepared<TRequest> prepared)
            {
                await prepared.PrepareAsync(request, cancellation);
            }

            if (Access.IsReading)
            {
                return await ReadAsync(request, cancellation);
            }

            await unit.BeginAsync(cancellation);
            var outcome = await handler.HandleAsync(request, cancellation);
            if (outcome.Refusal is null or { KeepsWork: true })
            {
                await audit.AppendAsync(EventsOfWork(outcome.Refusal?.Code ?? Done), cancellation);
                await unit.CommitAsync(cancellation);
                return outcome;
            }

            await unit.RollBackAsync();
            refusal = outcome.Refusal!;
        }

        return await RecordAsync(refusal, [EventWith(refusal.Code)], cancellation);
    }

    /// <summary>Writers do not wait for what is read, only for the event of it.</summary>
    private async Task<Outcome<TResult>> ReadAsync(TRequest request, CancellationToken cancellation)
    {
        await unit.BeginReadingAsync(cancellation);
        var outcome = await handler.HandleAsync(request, cancellation);
        await unit.RollBackAsync();
        return await RecordAsync(outcome, EventsOf(outcome), cancellation);
    }

    /// <summary>Handles once: only the audit of it is tried again where the store is busy.</summary>
    private async Task<Outcome<TResult>> HandleOutsideAsync(TRequest request, CancellationToken cancellation)
    {
        note.Clear();
        var refusal = await AuthoriseAsync(cancellation) ?? Validate(request);
        Outcome<TResult> outcome = refusal is not null ? refusal : await handler.HandleAsync(request, cancellation);
        var events = EventsOf(outcome);
        return await TryAsync(
            async () => await RecordAsync(outcome, events, cancellation),
            cancellation);
    }

    private async Task<Outcome<TResult>> RecordAsync(Outcome<TResult> outcome, IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        try
        {
            await unit.BeginAsync(cancellation);
            await audit.AppendAsync(events, cancellation);
            await unit.CommitAsync(cancellation);
            return outcome;
        }
        catch (Exception fault) when (
            outcome.Refusal is { StandsUnrecorded: true } && fault is not OperationCanceledException && !unit.IsWorthRetrying(fault))
        {
            await unit.RollBackAsync();
            return outcome.Refusal!.Unrecorded(fault);
        }
    }

    private async Task<Refusal?> AuthoriseAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        var account = context.Actor.AccountId;
        var isAllowed = Access.Kind switch
        {
            AccessKind.Permitted => await MayAsync(account, Access.Permission, today, cancellation),
            AccessKind.OwnAccount => account is { } own && context.Actor.Only is null && await accounts.MayActAsync(own, today, cancellation),
            AccessKind.OperatingSystemUser => account is null && context.Actor != Actor.Nobody,
            AccessKind.Anonymous or AccessKind.OpenToAll => true,
            _ => throw new InvalidOperationException($"Who may ask {typeof(TRequest).Name} is not decided."),
        };
        return isAllowed ? null : new NotPermitted(typeof(TRequest).Name);
    }

    private async Task<bool> MayAsync(long? account, Permission permission, DateOnly today, CancellationToken cancellation)
    {
        context.Hold(account is { } known ? await accounts.GrantsOfAsync(known, today, cancellation) : []);
        return context.MayAnywhere(permission);
    }

    private InvalidRequest? Validate(TRequest request)
    {
        var faults = validators
            .SelectMany(v => v.Validate(request).Errors)
            .Select(e => new Fault(e.PropertyName, e.AttemptedValue?.ToString(), e.ErrorMessage))
            .ToList();
        return faults.Count == 0 ? null : new InvalidRequest(string.Join(" ", faults)) { Faults = faults };
    }

    private AuditEvent EventWith(string result) => new(
        ChainOf(note.IsRestricted, note.SiteId),
        clock.GetUtcNow(),
        context.CorrelationId,
        (note.IdentifiedAs ?? context.Actor).AccountId,
        (note.IdentifiedAs ?? context.Actor).Name,
        context.RoleFor(Access.Needed, note.TrialId, note.SiteId),
        typeof(TRequest).Name,
        result,
        note.TrialId,
        note.SiteId,
        note.Subject);

    private List<AuditEvent> EventsOf(Outcome<TResult> outcome) => outcome.Refusal is { } why ? [EventWith(why.Code)] : EventsOfWork(Done);

    /// <summary>The event of the use case, and one for each field that changed.</summary>
    private List<AuditEvent> EventsOfWork(string result)
    {
        var done = EventWith(result);
        var events = new List<AuditEvent> { done };
        events.AddRange(note.Changes.Select(change => done with
        {
            Chain = ChainOf(note.IsRestricted || change.IsRestricted, change.SiteId),
            SiteId = change.SiteId,
            Subject = change.Subject,
            Field = change.Field,
            OldValue = change.OldValue,
            NewValue = change.NewValue,
            Reason = change.Reason,
            Evidence = change.Evidence,
            Digest = change.Digest,
        }));
        return events;
    }

    private AuditChain ChainOf(bool isRestricted, long? siteId) =>
        isRestricted && note.TrialId is { } trial ? AuditChain.RestrictedOf(trial) : AuditChain.Of(note.TrialId, siteId);
}
