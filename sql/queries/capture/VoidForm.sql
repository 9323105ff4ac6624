UPDATE Form
SET VoidedAt = @VoidedAt
WHERE FormId = @FormId;
