SELECT
    SiteId,
    TrialId,
    Code,
    Name,
    ActivatedOn
FROM Site
WHERE TrialId = @TrialId
    AND Code = @Code;
