INSERT INTO FormMark (FormMarkId, FormId, FormVersion, Kind, Reason, MarkedAt, AccountId)
VALUES (@FormMarkId, @FormId, @FormVersion, @Kind, @Reason, @MarkedAt, @AccountId);
