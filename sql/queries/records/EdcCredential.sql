SELECT
    EdcCredentialId,
    TrialId,
    Name,
    NameKey,
    StudyOid,
    SecretHash,
    CreatedAt,
    ExpiresAt,
    RevokedAt,
    AccountId
FROM EdcCredential
WHERE EdcCredentialId >= @First
    AND EdcCredentialId <= @Last
ORDER BY EdcCredentialId;
