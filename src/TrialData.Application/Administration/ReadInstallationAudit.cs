using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Reads the audit trail of the installation, newest first: accounts, roles, sign-ins, the store.</summary>
[Requires(Permission.ReadInstallationAudit), Reading]
public sealed record ReadInstallationAudit(AuditQuestion Question);

public sealed class ReadInstallationAuditValidator : AbstractValidator<ReadInstallationAudit>
{
    public ReadInstallationAuditValidator() => RuleFor(r => r.Question).SetValidator(new AuditQuestionValidator());
}

public sealed class ReadInstallationAuditHandler(AuditView view) : IUseCase<ReadInstallationAudit, AuditPage>
{
    public async Task<Outcome<AuditPage>> HandleAsync(ReadInstallationAudit request, CancellationToken cancellation) =>
        await view.ReadAsync([AuditChain.Installation], request.Question, [], _ => true, cancellation);
}
