SELECT
    (SELECT COUNT(*) FROM Trial) AS Trials,
    (SELECT COUNT(*) FROM Participant) AS Participants,
    (SELECT COUNT(*) FROM AuditEvent) AS Events,
    (SELECT MAX(OccurredAt) FROM AuditEvent WHERE UseCase = 'BackUpStore' AND Result = 'done') AS LastBackupAt;
