SELECT
    EdcCredentialId,
    Name,
    StudyOid,
    CreatedAt,
    ExpiresAt,
    RevokedAt
FROM EdcCredential
WHERE TrialId = @TrialId
ORDER BY CreatedAt, EdcCredentialId;
