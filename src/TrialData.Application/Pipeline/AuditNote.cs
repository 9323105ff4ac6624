namespace TrialData.Application.Pipeline;

/// <summary>What a handler adds to the event of its use case: what it acted on, the fields it changed, the rows it wrote.</summary>
public sealed class AuditNote
{
    private readonly List<NotedChange> changes = [];

    public long? TrialId { get; private set; }

    public long? SiteId { get; private set; }

    public string? Subject { get; private set; }

    /// <summary>Whom an anonymous request turned out to come from; null where it did not.</summary>
    public Actor? IdentifiedAs { get; private set; }

    /// <summary>Whether the request itself tells an arm: all its events then stand in the restricted partition.</summary>
    internal bool IsRestricted { get; private set; }

    internal IReadOnlyList<NotedChange> Changes => changes;

    public void On(long trialId, long? siteId = null, string? subject = null)
    {
        TrialId = trialId;
        SiteId = siteId;
        Subject = subject;
    }

    public void On(string subject) => Subject = subject;

    /// <summary>A secret in the request proved which account asks.</summary>
    public void Identified(Actor actor) => IdentifiedAs = actor;

    /// <summary>One field of the subject has changed.</summary>
    /// <param name="tellsArm">Whether that the field is there tells an arm.</param>
    public void Changed(string field, string? oldValue, string? newValue, string? reason = null, bool tellsArm = false) =>
        changes.Add(new NotedChange(Subject, SiteId, field, oldValue, newValue, reason, Evidence: null, Digest: null, tellsArm));

    /// <summary>That this was asked, or refused, tells an arm.</summary>
    public void Restrict() => IsRestricted = true;

    /// <summary>Answers were saved: the rows are the trail, the event holds their digest.</summary>
    /// <param name="revealsArm">Whether that the form is there tells an arm.</param>
    public void Saved(string subject, long siteId, Evidence evidence, string? reason, bool revealsArm = false) =>
        changes.Add(new NotedChange(subject, siteId, "answers", OldValue: null, NewValue: null, reason, evidence.Name, evidence.Digest, revealsArm));

    /// <summary>An arm was allocated: only the restricted partition tells which.</summary>
    public void Allocated(string subject, string arm, string evidence, string digest) =>
        changes.Add(new NotedChange(subject, SiteId: null, "arm", OldValue: null, arm, Reason: null, evidence, digest, IsRestricted: true));

    internal void Clear()
    {
        TrialId = null;
        SiteId = null;
        Subject = null;
        IdentifiedAs = null;
        IsRestricted = false;
        changes.Clear();
    }
}

internal sealed record NotedChange(
    string? Subject, long? SiteId, string Field, string? OldValue, string? NewValue, string? Reason, string? Evidence, string? Digest, bool IsRestricted);
