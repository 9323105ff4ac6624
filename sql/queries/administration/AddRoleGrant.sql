INSERT INTO RoleGrant (RoleGrantId, AccountId, Role, TrialId, SiteId, TrainedOn, GrantedBy, GrantedAt, ExpiresOn)
VALUES (@RoleGrantId, @AccountId, @Role, @TrialId, @SiteId, @TrainedOn, @GrantedBy, @GrantedAt, @ExpiresOn);
