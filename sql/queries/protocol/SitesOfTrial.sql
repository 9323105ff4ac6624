SELECT
    SiteId,
    TrialId,
    Code,
    Name,
    ActivatedOn,
    ClosedOn
FROM Site
WHERE TrialId = @TrialId
ORDER BY SiteId;
