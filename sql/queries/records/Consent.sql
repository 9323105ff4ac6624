SELECT
    ConsentId,
    ParticipantId,
    ConsentForm,
    ConsentedOn,
    RecordedAt,
    AccountId
FROM Consent
WHERE ConsentId >= @First
    AND ConsentId <= @Last
ORDER BY ConsentId;
