INSERT INTO CodeBreakImpact (CodeBreakImpactId, CodeBreakId, Impact, RecordedAt, AccountId)
VALUES (@CodeBreakImpactId, @CodeBreakId, @Impact, @RecordedAt, @AccountId);
