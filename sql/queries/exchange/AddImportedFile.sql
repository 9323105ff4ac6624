INSERT INTO ImportedFile (
    ImportedFileId, TrialId, FileName, Sha256, MappingSha256, ParticipantCount, AnswerCount, ImportedAt, AccountId)
VALUES (
    @ImportedFileId, @TrialId, @FileName, @Sha256, @MappingSha256, @ParticipantCount, @AnswerCount, @ImportedAt, @AccountId);
