using System.Reflection;

namespace TrialData.Application.Pipeline;

/// <summary>What a request type declares about who may ask it.</summary>
public sealed record UseCaseAccess(bool IsOpenToAll, bool IsForOperatingSystemUser, Permission? Needed)
{
    /// <summary>Whether the handler runs before the transaction that audits it.</summary>
    public bool IsOutsideTransaction { get; init; }

    /// <exception cref="InvalidOperationException">The request declares no permission: it does not start.</exception>
    public Permission Permission => Needed ?? throw new InvalidOperationException("The use case is not for an account.");

    /// <exception cref="InvalidOperationException">The request declares nothing, or more than one thing.</exception>
    public static UseCaseAccess Of(Type request)
    {
        var access = new UseCaseAccess(
            request.GetCustomAttribute<OpenToAllAttribute>() is not null,
            request.GetCustomAttribute<OperatingSystemUserOnlyAttribute>() is not null,
            request.GetCustomAttribute<RequiresAttribute>()?.Permission)
        {
            IsOutsideTransaction = request.GetCustomAttribute<OutsideTransactionAttribute>() is not null,
        };
        var declared = (access.IsOpenToAll ? 1 : 0) + (access.IsForOperatingSystemUser ? 1 : 0) + (access.Needed is null ? 0 : 1);
        return declared == 1 ? access : throw new InvalidOperationException($"{request.Name} must declare exactly one of who may ask it.");
    }
}
