SELECT
    CodeBreakImpactId,
    CodeBreakId,
    Impact,
    RecordedAt,
    AccountId
FROM CodeBreakImpact
WHERE CodeBreakImpactId >= @First
    AND CodeBreakImpactId <= @Last
ORDER BY CodeBreakImpactId;
