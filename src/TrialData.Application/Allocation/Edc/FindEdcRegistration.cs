using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Where and as whom an EDC randomises a study. It has the secret already: nothing is given to whoever does not.</summary>
[Anonymous, Reading]
public sealed record FindEdcRegistration(EdcSecret Secret, string StudyOid);

public sealed record EdcRegistration(long Id, string Name, string StudyOid);

public sealed class FindEdcRegistrationHandler(EdcAccess access) : IUseCase<FindEdcRegistration, EdcRegistration>
{
    public async Task<Outcome<EdcRegistration>> HandleAsync(FindEdcRegistration request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Secret, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var credential = found.Value.Credential;
        return string.Equals(credential.StudyOid, request.StudyOid, StringComparison.Ordinal)
            ? new EdcRegistration(credential.EdcCredentialId, credential.Name, credential.StudyOid)
            : new NoSuchEdcCredential();
    }
}
