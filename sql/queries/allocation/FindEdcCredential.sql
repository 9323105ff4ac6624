SELECT
    c.EdcCredentialId,
    c.TrialId,
    t.Code AS TrialCode,
    c.Name,
    c.StudyOid,
    c.AccountId
FROM EdcCredential AS c
INNER JOIN Trial AS t ON t.TrialId = c.TrialId
WHERE c.SecretHash = @SecretHash
    AND c.RevokedAt IS NULL
    AND c.ExpiresAt > @Now;
