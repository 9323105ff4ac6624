using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Gives the account that asks new recovery codes; those that it had end. The authenticator stays.</summary>
[OwnAccount]
public sealed record RenewRecoveryCodes(string Password)
{
    public override string ToString() => nameof(RenewRecoveryCodes);
}

/// <param name="RecoveryCodes">To be kept on paper; shown once.</param>
public sealed record RenewedRecoveryCodes(IReadOnlyList<string> RecoveryCodes)
{
    public override string ToString() => nameof(RenewedRecoveryCodes);
}

public sealed class RenewRecoveryCodesHandler(OwnPassword password, ICredentials credentials, IIdentities identities, RequestContext context, AuditNote note)
    : IUseCase<RenewRecoveryCodes, RenewedRecoveryCodes>, IPrepared<RenewRecoveryCodes>
{
    public Task PrepareAsync(RenewRecoveryCodes request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<RenewedRecoveryCodes>> HandleAsync(RenewRecoveryCodes request, CancellationToken cancellation)
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
        note.Changed("recoveryCodes", "issued", "renewed");
        return new RenewedRecoveryCodes(codes);
    }
}
