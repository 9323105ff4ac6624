INSERT INTO FormSignature (FormSignatureId, FormId, FormVersion, AccountId, SignerName, Meaning, SignedAt, DataSha256)
VALUES (@FormSignatureId, @FormId, @FormVersion, @AccountId, @SignerName, @Meaning, @SignedAt, @DataSha256);
