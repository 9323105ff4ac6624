SELECT
    SiteId,
    TrialId,
    Code,
    Name,
    ActivatedOn
FROM Site
WHERE TrialId = @TrialId
ORDER BY SiteId;
