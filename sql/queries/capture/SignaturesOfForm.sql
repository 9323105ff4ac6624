SELECT
    FormId,
    FormVersion,
    AccountId,
    SignerName,
    Meaning,
    SignedAt,
    DataSha256
FROM FormSignature
WHERE FormId = @FormId
ORDER BY SignedAt, FormSignatureId;
