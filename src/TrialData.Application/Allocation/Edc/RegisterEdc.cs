using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Lets an EDC system randomise in a trial that takes its participants from one.</summary>
/// <param name="Name">Tells the trial's credentials apart; the EDC uses it as user name.</param>
/// <param name="StudyOid">What the EDC calls the trial.</param>
[Requires(Permission.RegisterEdc)]
public sealed record RegisterEdc(string TrialCode, string Name, string StudyOid, DateTimeOffset ExpiresAt);

/// <param name="Secret">Shown once.</param>
/// <param name="ModulePath">What follows the address of the program in the EDC's setting of the randomisation module.</param>
public sealed record RegisteredEdc(string Name, string StudyOid, EdcSecret Secret, string ModulePath, DateTimeOffset ExpiresAt);

public sealed class RegisterEdcValidator : AbstractValidator<RegisterEdc>
{
    public RegisterEdcValidator()
    {
        RuleFor(r => r.Name).NotEmpty().MaximumLength(EdcTexts.LongestName)
            .Must(name => name is null || name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            .WithMessage("A name is of letters, digits, - and _: it is a user name at the façade.");
        RuleFor(r => r.StudyOid).IsOid();
    }
}

public sealed record NotOfAnEdc(string TrialCode)
    : Refusal("edc.not-of-an-edc", $"Trial {TrialCode} takes its participants from its sites: its protocol does not say externalEdc.");

public sealed record EdcNameTaken(string Name)
    : Refusal("edc.name-taken", $"The trial has a credential {Name} already.");

public sealed record EdcLifetime(int Days)
    : Refusal("edc.lifetime", Invariant($"A credential must expire after now and within {Days} days."));

public sealed class RegisterEdcHandler(
    TrialAccess access, ITrials trials, IEdcCredentials credentials, IIdentities identities, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<RegisterEdc, RegisteredEdc>
{
    private const int LongestDays = 366;

    public async Task<Outcome<RegisteredEdc>> HandleAsync(RegisterEdc request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.RegisterEdc, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        note.On(trial.TrialId, subject: request.Name);
        if (!(await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation)).Randomisation.ExternalEdc)
        {
            return new NotOfAnEdc(trial.Code);
        }

        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now || request.ExpiresAt > now.AddDays(LongestDays))
        {
            return new EdcLifetime(LongestDays);
        }

        var others = await credentials.ListAsync(trial.TrialId, cancellation);
        if (others.Any(other => other.RevokedAt is null && string.Equals(other.Name, request.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return new EdcNameTaken(request.Name);
        }

        var secret = EdcSecret.New(identities);
        await credentials.AddAsync(
            new NewEdcCredential(trial.TrialId, request.Name, request.StudyOid, secret.Hash, now, request.ExpiresAt, context.Actor.AccountId!.Value), cancellation);
        note.Changed("edcCredential", oldValue: null, request.Name);
        note.Changed("studyOid", oldValue: null, request.StudyOid);
        note.Changed("expiresAt", oldValue: null, AuditHash.Text(request.ExpiresAt));
        return new RegisteredEdc(request.Name, request.StudyOid, secret, $"edc/{secret.Text}", request.ExpiresAt);
    }
}
