using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Shows every value an item of a form ever had: who gave it, when and why, newest first.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ShowFieldHistory(string TrialCode, Guid ParticipantId, FormAt At, string Item);

public sealed record FieldHistory(string FormCode, string Item, IReadOnlyList<PastAnswer> Values);

public sealed record NoSuchItem(string FormCode)
    : Refusal("form.no-such-item", $"The form {FormCode} has no such item.");

public sealed class ShowFieldHistoryHandler(FormFinder finder, IForms forms) : IUseCase<ShowFieldHistory, FieldHistory>
{
    public async Task<Outcome<FieldHistory>> HandleAsync(ShowFieldHistory request, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(request.TrialCode, request.ParticipantId, request.At, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var form = found.Value.Form;
        return form.FindItem(request.Item) is null
            ? new NoSuchItem(form.Code)
            : new FieldHistory(form.Code, request.Item, await forms.HistoryAsync(found.Value.Place, request.Item, cancellation));
    }
}
