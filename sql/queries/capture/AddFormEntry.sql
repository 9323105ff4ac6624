INSERT INTO FormEntry (FormEntryId, ParticipantId, VisitId, Code, Round, Turn, AccountId, CompletedOn, Answers, EnteredAt)
VALUES (@FormEntryId, @ParticipantId, @VisitId, @Code, @Round, @Turn, @AccountId, @CompletedOn, @Answers, @EnteredAt);
