namespace TrialData.Application.Pipeline;

/// <summary>The permission a request needs. A request without one, and without <see cref="OpenToAllAttribute"/>, does not start.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>A request that touches no store and no participant: a calculation anybody may ask for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAllAttribute : Attribute;

/// <summary>A request of whoever holds the store itself, not of an account: migrating it, founding its first account.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperatingSystemUserOnlyAttribute : Attribute;

/// <summary>A request of any account about itself: its tokens. A token made for less than the account may cannot ask it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnAccountAttribute : Attribute;

/// <summary>A request of somebody not known yet, or known by a secret inside the request: signing in. It is audited like any other.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>
/// A request whose handler would keep writers waiting for long and writes nothing to the store itself: it runs before the
/// transaction that audits it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideTransactionAttribute : Attribute;

/// <summary>
/// A request that only reads. It sees the store as it was at one moment and keeps no writer waiting: its audit event is written in a
/// transaction of its own, and is kept before the answer is given. A statement of it that writes is a fault.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadingAttribute : Attribute;
