INSERT INTO Trial (TrialId, Code, CodeKey, Title, ProtocolVersion, CreatedAt)
VALUES (@TrialId, @Code, @CodeKey, @Title, @ProtocolVersion, @CreatedAt);
