SELECT COUNT(*)
FROM Participant AS p
WHERE p.ParticipantId = @ParticipantId
    AND (p.ConsentForm = @ConsentForm
        OR EXISTS (
            SELECT 1
            FROM Consent AS c
            WHERE c.ParticipantId = p.ParticipantId
                AND c.ConsentForm = @ConsentForm));
