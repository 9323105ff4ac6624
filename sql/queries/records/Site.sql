SELECT
    SiteId,
    TrialId,
    Code,
    Name,
    ActivatedOn,
    LastNumber,
    ClosedOn
FROM Site
WHERE SiteId >= @First
    AND SiteId <= @Last
ORDER BY SiteId;
