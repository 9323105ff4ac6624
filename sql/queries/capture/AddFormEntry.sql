INSERT INTO FormEntry (FormEntryId, ParticipantId, VisitId, Code, Turn, AccountId, CompletedOn, Answers, EnteredAt)
VALUES (@FormEntryId, @ParticipantId, @VisitId, @Code, @Turn, @AccountId, @CompletedOn, @Answers, @EnteredAt);
