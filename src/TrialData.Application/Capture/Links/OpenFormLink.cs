using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Links;

/// <summary>What a participant's link asks. It tells nothing of participant, site, trial or arm.</summary>
[Anonymous]
public sealed record OpenFormLink(FormLinkToken Token)
{
    public override string ToString() => nameof(OpenFormLink);
}

public sealed record OpenedFormLink(DateTimeOffset ExpiresAt, IReadOnlyList<LinkedForm> Forms);

/// <param name="Recall">The period that the answers look back on; null where there is none.</param>
/// <param name="MayBeDeclined">Whether the participant may say of a question that they would rather not answer it.</param>
public sealed record LinkedForm(string Code, string Label, string? Recall, IReadOnlyList<LaidItem> Items, bool MayBeDeclined)
{
    internal static LinkedForm Of(FormDefinition form) =>
        new(form.Code, form.Label, form.Instrument?.Recall, form.Items.Select(LaidItem.Of).ToList(), form.MissingCodes.Contains(Missing.Refused));
}

public sealed class OpenFormLinkHandler(LinkAccess access) : IUseCase<OpenFormLink, OpenedFormLink>
{
    public async Task<Outcome<OpenedFormLink>> HandleAsync(OpenFormLink request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Token, cancellation);
        return found.IsRefused
            ? found.Refusal!
            : new OpenedFormLink(found.Value.Link.ExpiresAt, found.Value.Forms.Select(LinkedForm.Of).ToList());
    }
}
