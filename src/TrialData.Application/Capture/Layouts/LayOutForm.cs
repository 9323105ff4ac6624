using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Layouts;

/// <summary>Lays a form of a participant out as it is asked. <see cref="FormAt.NewEntry"/> stands for an entry of a log that has no number yet.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record LayOutForm(string TrialCode, Guid ParticipantId, FormAt At);

public sealed class LayOutFormHandler(FormFinder finder, RequestContext context) : IUseCase<LayOutForm, FormLayout>
{
    public async Task<Outcome<FormLayout>> HandleAsync(LayOutForm request, CancellationToken cancellation)
    {
        var at = request.At is { VisitCode: null, Instance: FormAt.NewEntry } ? request.At with { Instance = 1 } : request.At;
        var found = await finder.FindAsync(request.TrialCode, request.ParticipantId, at, Permission.ReadParticipants, cancellation);
        return found.IsRefused ? found.Refusal! : FormLayout.Of(found.Value, context);
    }
}
