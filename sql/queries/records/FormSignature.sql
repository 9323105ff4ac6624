SELECT
    FormSignatureId,
    FormId,
    FormVersion,
    AccountId,
    SignerName,
    Meaning,
    SignedAt,
    DataSha256
FROM FormSignature
WHERE FormSignatureId >= @First
    AND FormSignatureId <= @Last
ORDER BY FormSignatureId;
