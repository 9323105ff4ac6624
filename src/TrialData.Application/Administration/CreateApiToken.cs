using FluentValidation;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Makes a token for a script or the command line, in the name of the account that asks.</summary>
/// <param name="Name">Tells the account's tokens apart.</param>
/// <param name="Permissions">What the token may be used for, of what the account may; null for all of it.</param>
/// <param name="Password">The person's own, given again; needed where <see cref="RoleTable.IsConfirmed"/> holds of a permission that is named: the token then confirms such an act.</param>
[OwnAccount]
public sealed record CreateApiToken(string Name, IReadOnlyList<Permission>? Permissions, DateTimeOffset ExpiresAt, string? Password = null)
{
    public override string ToString() => nameof(CreateApiToken);
}

/// <param name="Token">Shown once.</param>
public sealed record CreatedApiToken(string Name, ApiToken Token, DateTimeOffset ExpiresAt);

public sealed class CreateApiTokenValidator : AbstractValidator<CreateApiToken>
{
    public CreateApiTokenValidator()
    {
        RuleFor(r => r.Name).AccountName();
        RuleFor(r => r.Permissions).Must(p => p is null || p.Count > 0).WithMessage("Name at least one permission, or none at all for everything.");
        RuleForEach(r => r.Permissions).IsInEnum();
    }
}

public sealed record TokenNameTaken(string Name)
    : Refusal("account.token-name-taken", $"Your account has a token {Name} already.");

public sealed record TokenNotConfirmed()
    : Refusal("account.token-not-confirmed", "No token was made: a token for an act that you confirm is confirmed with your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed record TokenLifetime(int Days)
    : Refusal("account.token-lifetime", Invariant($"A token must expire after now and within {Days} days."));

public sealed class CreateApiTokenHandler(IApiTokens tokens, IIdentities identities, OwnPassword password, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<CreateApiToken, CreatedApiToken>, IPrepared<CreateApiToken>
{
    private const int LongestDays = 366;

    public Task PrepareAsync(CreateApiToken request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<CreatedApiToken>> HandleAsync(CreateApiToken request, CancellationToken cancellation)
    {
        var (account, now) = (context.Actor.AccountId!.Value, clock.GetUtcNow());
        note.On(context.Actor.Name);
        if (request.ExpiresAt <= now || request.ExpiresAt > now.AddDays(LongestDays))
        {
            return new TokenLifetime(LongestDays);
        }

        if (await tokens.FindOwnAsync(account, request.Name, cancellation) is not null)
        {
            return new TokenNameTaken(request.Name);
        }

        var permissions = request.Permissions?.Distinct().Order().ToList();
        if (permissions?.Exists(RoleTable.IsConfirmed) == true && !await password.ConfirmsByItselfAsync(cancellation))
        {
            return new TokenNotConfirmed();
        }

        var token = ApiToken.New(identities);
        await tokens.AddAsync(new NewApiToken(account, request.Name, token.Hash, permissions, now, request.ExpiresAt), cancellation);
        note.Changed("apiToken", oldValue: null, request.Name);
        note.Changed("apiTokenExpiresAt", oldValue: null, AuditHash.Text(request.ExpiresAt));
        note.Changed("apiTokenPermissions", oldValue: null, permissions is null ? "all" : string.Join(' ', permissions));
        return new CreatedApiToken(request.Name, token, request.ExpiresAt);
    }
}
