INSERT INTO RoleGrant (RoleGrantId, AccountId, Role, TrialId, SiteId, TrainedOn, GrantedBy, GrantedAt, ExpiresOn, Duties)
VALUES (@RoleGrantId, @AccountId, @Role, @TrialId, @SiteId, @TrainedOn, @GrantedBy, @GrantedAt, @ExpiresOn, @Duties);
