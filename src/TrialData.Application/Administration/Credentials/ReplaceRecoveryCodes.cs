using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Gives the account that asks new recovery codes; those that it had end. The authenticator stays.</summary>
[OwnAccount]
public sealed record ReplaceRecoveryCodes(string Password)
{
    public override string ToString() => nameof(ReplaceRecoveryCodes);
}

/// <param name="RecoveryCodes">To be kept on paper; shown once.</param>
public sealed record ReplacedRecoveryCodes(IReadOnlyList<string> RecoveryCodes)
{
    public override string ToString() => nameof(ReplacedRecoveryCodes);
}

public sealed class ReplaceRecoveryCodesHandler(OwnPassword password, ICredentials credentials, IIdentities identities, RequestContext context, AuditNote note)
    : IUseCase<ReplaceRecoveryCodes, ReplacedRecoveryCodes>, IPrepared<ReplaceRecoveryCodes>
{
    public Task PrepareAsync(ReplaceRecoveryCodes request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<ReplacedRecoveryCodes>> HandleAsync(ReplaceRecoveryCodes request, CancellationToken cancellation)
    {
        note.On(context.Actor.Name);
        if (await password.ProveAsync(cancellation) is not { } account)
        {
            return new OwnPasswordRefused();
        }

        if (await credentials.FindAsync(account.AccountId, cancellation) is not { HasSecondFactor: true })
        {
            return new NoSecondFactor(account.Name);
        }

        var codes = RecoveryCode.NewSheet(identities);
        await credentials.ReplaceRecoveryCodesAsync(account.AccountId, codes.Select(RecoveryCode.HashOf).ToList(), cancellation);
        note.Changed("recoveryCodes", "issued", "replaced");
        return new ReplacedRecoveryCodes(codes);
    }
}
