using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Takes a form or an entry of a log that was entered in error out of every reading. Its history stays, its place is free.</summary>
/// <param name="ExpectedVersion">The version the person saw.</param>
[Requires(Permission.SaveForm)]
public sealed record VoidForm(string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, string Reason);

public sealed class VoidFormValidator : AbstractValidator<VoidForm>
{
    public VoidFormValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record FormVoided(string FormCode, int Instance, int Version);

public sealed class VoidFormHandler(FormFinder finder, FormRemoval removal) : IUseCase<VoidForm, FormVoided>
{
    public async Task<Outcome<FormVoided>> HandleAsync(VoidForm request, CancellationToken cancellation)
    {
        var found = await finder.FindToSaveAsync(request.TrialCode, request.ParticipantId, request.At, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var removable = await removal.FindAsync(found.Value, request.ExpectedVersion, cancellation);
        if (removable.IsRefused)
        {
            return removable.Refusal!;
        }

        await removal.VoidAsync(found.Value, removable.Value, request.Reason, cancellation);
        return new FormVoided(found.Value.Form.Code, request.At.Instance, removable.Value.Version);
    }
}
