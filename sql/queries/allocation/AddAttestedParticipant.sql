INSERT INTO AttestedParticipant (ParticipantId, TrialId, SiteId, Identifier, IdentifierKey, Answers, AttestedBy, AttestedAt, EdcCredentialId)
VALUES (@ParticipantId, @TrialId, @SiteId, @Identifier, @IdentifierKey, @Answers, @AttestedBy, @AttestedAt, @EdcCredentialId);
