using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Signs a form in the version that was seen. The person gives the own password again.</summary>
[Requires(Permission.SignParticipant)]
public sealed record SignForm(
    string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, SignatureMeaning Meaning, string Password)
{
    public override string ToString() => nameof(SignForm);
}

public sealed record FormSigned(string FormCode, int Version, string SignerName, DateTimeOffset SignedAt, SignatureMeaning Meaning, string DataSha256);

/// <summary>Whether the password was wrong or the account is locked is not said.</summary>
public sealed record SignatureRefused()
    : Refusal("form.signature-refused", "This did not sign. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed class SignFormHandler(
    FormFinder finder,
    IForms forms,
    IFormLife life,
    IFormChanges history,
    OwnPassword password,
    AuditNote note,
    TimeProvider clock) : IUseCase<SignForm, FormSigned>, IPrepared<SignForm>
{
    public Task PrepareAsync(SignForm request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<FormSigned>> HandleAsync(SignForm request, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(request.TrialCode, request.ParticipantId, request.At, Permission.SignParticipant, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var located = found.Value;
        if (await forms.FindAsync(located.Place, cancellation) is not { } form)
        {
            return new FormNotSaved(located.Subject);
        }

        if (form.Version != request.ExpectedVersion)
        {
            return await ChangedByAnother.SinceAsync(history, form.Code, form, request.ExpectedVersion, cancellation);
        }

        if (await password.ProveAsync(cancellation) is not { } signer)
        {
            return new SignatureRefused();
        }

        var signature = new FormSignature(
            form.FormId, form.Version, signer.AccountId, signer.Name, request.Meaning, clock.GetUtcNow(), FormSignature.Sha256Of(form, located.Subject));
        await life.SignAsync(signature, located.RevealsArm, cancellation);
        note.Changed("signature", oldValue: null, $"{signature.Meaning} {signature.DataSha256}");
        return new FormSigned(form.Code, form.Version, signer.Name, signature.SignedAt, signature.Meaning, signature.DataSha256);
    }
}
