-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TABLE ListPiece (
    SchemeId bigint NOT NULL CONSTRAINT FK_ListPiece_Scheme REFERENCES Scheme (SchemeId),
    Number int NOT NULL,
    FirstTag nvarchar(32) NOT NULL,
    Content LongText NOT NULL,
    Path nvarchar(2000) NOT NULL,
    CONSTRAINT PK_ListPiece PRIMARY KEY (SchemeId, Number),
    CONSTRAINT UQ_ListPiece_Scheme_FirstTag UNIQUE (SchemeId, FirstTag)
);
--;;
CREATE TABLE ListGuard (
    SchemeId bigint NULL,
    Number int NULL,
    CONSTRAINT FK_ListGuard_ListPiece FOREIGN KEY (SchemeId, Number) REFERENCES ListPiece (SchemeId, Number),
    CONSTRAINT CK_ListGuard_Empty CHECK (1 = 0)
);
--;;
CREATE TRIGGER ListPiece_AppendOnly ON ListPiece INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'ListPiece is append-only', 1; END;
--;;
CREATE TRIGGER Scheme_Sealed ON Scheme AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF UPDATE(SchemeId) OR UPDATE(PublicId) OR UPDATE(TrialId) OR UPDATE(Design) OR UPDATE(Commitment)
        OR UPDATE(SealedSecret) OR UPDATE(SealedList) OR UPDATE(SealedAt) OR UPDATE(SealedBy)
        OR EXISTS (
            SELECT 1
            FROM deleted AS d
            INNER JOIN inserted AS i ON i.SchemeId = d.SchemeId
            WHERE (d.Nonce IS NOT NULL AND (i.Nonce IS NULL OR CAST(i.Nonce AS varbinary(4096)) <> CAST(d.Nonce AS varbinary(4096))))
                OR (d.RevealedAt IS NOT NULL AND NOT EXISTS (SELECT i.RevealedAt, i.RevealAskedBy INTERSECT SELECT d.RevealedAt, d.RevealAskedBy)))
    BEGIN
        THROW 51000, 'Scheme is sealed', 1;
    END;
END;
--;;
CREATE TRIGGER Scheme_NoDelete ON Scheme INSTEAD OF DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'Scheme is sealed', 1; END;
