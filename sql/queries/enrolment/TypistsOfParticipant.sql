SELECT DISTINCT a.Name
FROM FormDraft AS d
INNER JOIN Account AS a ON a.AccountId = d.AccountId
WHERE d.ParticipantId = @ParticipantId
ORDER BY a.Name;
