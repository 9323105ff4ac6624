INSERT INTO FormDraft (FormDraftId, AccountId, ParticipantId, VisitId, Code, Instance, BaseVersion, Content, SavedAt)
VALUES (@FormDraftId, @AccountId, @ParticipantId, @VisitId, @Code, @Instance, @BaseVersion, @Content, @SavedAt);
