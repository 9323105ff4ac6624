UPDATE Site
SET ClosedOn = @ClosedOn
WHERE SiteId = @SiteId
    AND ClosedOn IS NULL;
