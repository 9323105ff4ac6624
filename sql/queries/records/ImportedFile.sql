SELECT
    ImportedFileId,
    TrialId,
    FileName,
    Sha256,
    MappingSha256,
    ParticipantCount,
    AnswerCount,
    ImportedAt,
    AccountId
FROM ImportedFile
WHERE ImportedFileId >= @First
    AND ImportedFileId <= @Last
ORDER BY ImportedFileId;
