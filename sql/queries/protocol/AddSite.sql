INSERT INTO Site (SiteId, TrialId, Code, Name)
VALUES (@SiteId, @TrialId, @Code, @Name);
