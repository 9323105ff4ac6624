UPDATE Site
SET ActivatedOn = @ActivatedOn
WHERE SiteId = @SiteId
    AND ActivatedOn IS NULL;
