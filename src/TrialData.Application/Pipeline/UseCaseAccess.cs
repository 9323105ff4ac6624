using System.Reflection;

namespace TrialData.Application.Pipeline;

public enum AccessKind
{
    /// <summary>An account that holds a permission.</summary>
    Permitted,

    /// <summary>Any account that may act, about itself alone.</summary>
    OwnAccount,

    /// <summary>Anybody: who it is comes out of the request, if at all.</summary>
    Anonymous,

    /// <summary>Whoever holds the store.</summary>
    OperatingSystemUser,

    /// <summary>Anybody, without a store and without an audit event.</summary>
    OpenToAll,
}

/// <summary>What a request type declares about who may ask it.</summary>
/// <param name="Needed">Null unless the kind is <see cref="AccessKind.Permitted"/>.</param>
public sealed record UseCaseAccess(AccessKind Kind, Permission? Needed)
{
    public bool IsOpenToAll => Kind == AccessKind.OpenToAll;

    /// <summary>Whether the handler runs before the transaction that audits it.</summary>
    public bool IsOutsideTransaction { get; init; }

    /// <summary>Whether the handler only reads.</summary>
    public bool IsReading { get; init; }

    /// <exception cref="InvalidOperationException">The request declares no permission: it does not start.</exception>
    public Permission Permission => Needed ?? throw new InvalidOperationException("The use case needs no permission.");

    /// <exception cref="InvalidOperationException">The request declares nothing, or more than one thing.</exception>
    public static UseCaseAccess Of(Type request)
    {
        var needed = request.GetCustomAttribute<RequiresAttribute>()?.Permission;
        List<AccessKind> kinds = [];
        Declare<RequiresAttribute>(AccessKind.Permitted);
        Declare<OwnAccountAttribute>(AccessKind.OwnAccount);
        Declare<AnonymousAttribute>(AccessKind.Anonymous);
        Declare<OperatingSystemUserOnlyAttribute>(AccessKind.OperatingSystemUser);
        Declare<OpenToAllAttribute>(AccessKind.OpenToAll);
        return kinds is [var kind]
            ? new UseCaseAccess(kind, needed)
            {
                IsOutsideTransaction = request.IsDefined(typeof(OutsideTransactionAttribute)),
                IsReading = request.IsDefined(typeof(ReadingAttribute)),
            }
            : throw new InvalidOperationException($"{request.Name} must declare exactly one of who may ask it.");

        void Declare<TAttribute>(AccessKind kind)
            where TAttribute : Attribute
        {
            if (request.IsDefined(typeof(TAttribute)))
            {
                kinds.Add(kind);
            }
        }
    }
}
