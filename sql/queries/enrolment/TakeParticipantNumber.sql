UPDATE Site
SET LastNumber = LastNumber + 1
WHERE SiteId = @SiteId;
SELECT LastNumber
FROM Site
WHERE SiteId = @SiteId;
