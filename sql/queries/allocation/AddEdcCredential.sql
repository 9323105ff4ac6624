INSERT INTO EdcCredential (EdcCredentialId, TrialId, Name, NameKey, StudyOid, SecretHash, CreatedAt, ExpiresAt, AccountId)
VALUES (@EdcCredentialId, @TrialId, @Name, @NameKey, @StudyOid, @SecretHash, @CreatedAt, @ExpiresAt, @AccountId);
