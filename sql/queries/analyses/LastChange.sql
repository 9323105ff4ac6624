SELECT MAX(OccurredAt)
FROM AuditEvent
WHERE TrialId = @TrialId
    AND Field IS NOT NULL
    AND (SiteId IS NOT NULL OR Field = 'arm');
