INSERT INTO RoleGrant (RoleGrantId, AccountId, Role, TrialId, SiteId, GrantedAt)
VALUES (@RoleGrantId, @AccountId, @Role, @TrialId, @SiteId, @GrantedAt);
