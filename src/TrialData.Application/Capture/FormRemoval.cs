using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Makes a form void, alone or because it goes elsewhere.</summary>
public sealed class FormRemoval(IForms forms, IFormLife life, IFormChanges history, AuditNote note, TimeProvider clock)
{
    /// <summary>The form at a place, if it was seen as it stands and may change.</summary>
    public async Task<Outcome<SavedForm>> FindAsync(LocatedForm located, int expectedVersion, CancellationToken cancellation)
    {
        if (await forms.FindAsync(located.Place, cancellation) is not { } form)
        {
            return new FormNotSaved(located.Subject);
        }

        if (form.Version != expectedVersion)
        {
            return await ChangedByAnother.SinceAsync(history, form.Code, form, expectedVersion, cancellation);
        }

        return FormStanding.IsLockedBy(await life.MarksAsync(form.FormId, cancellation)) ? new FormLocked(located.Subject) : form;
    }

    public async Task VoidAsync(LocatedForm located, SavedForm form, string reason, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await forms.VoidAsync(form.FormId, now, located.RevealsArm, cancellation);
        note.Changed("voidedAt", oldValue: null, AuditHash.Text(now), reason);
    }
}
