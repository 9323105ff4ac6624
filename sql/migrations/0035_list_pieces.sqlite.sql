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
CREATE TRIGGER ListPiece_NoUpdate BEFORE UPDATE ON ListPiece BEGIN SELECT RAISE(ABORT, 'ListPiece is append-only'); END;
--;;
CREATE TRIGGER ListPiece_NoDelete BEFORE DELETE ON ListPiece BEGIN SELECT RAISE(ABORT, 'ListPiece is append-only'); END;
--;;
CREATE TRIGGER ListPiece_NoReplace BEFORE INSERT ON ListPiece WHEN EXISTS (SELECT 1 FROM ListPiece WHERE SchemeId = NEW.SchemeId AND (Number = NEW.Number OR FirstTag = NEW.FirstTag))
BEGIN SELECT RAISE(ABORT, 'ListPiece is append-only'); END;
--;;
CREATE TRIGGER Scheme_Sealed BEFORE UPDATE OF SchemeId, PublicId, TrialId, Design, Commitment, SealedSecret, SealedList, SealedAt, SealedBy ON Scheme
BEGIN SELECT RAISE(ABORT, 'Scheme is sealed'); END;
--;;
CREATE TRIGGER Scheme_GivenOnce BEFORE UPDATE OF Nonce, RevealAskedBy, RevealedAt ON Scheme
WHEN (OLD.Nonce IS NOT NULL AND NEW.Nonce IS NOT OLD.Nonce)
    OR (OLD.RevealedAt IS NOT NULL AND (NEW.RevealedAt IS NOT OLD.RevealedAt OR NEW.RevealAskedBy IS NOT OLD.RevealAskedBy))
BEGIN SELECT RAISE(ABORT, 'Scheme is sealed'); END;
--;;
CREATE TRIGGER Scheme_NoDelete BEFORE DELETE ON Scheme BEGIN SELECT RAISE(ABORT, 'Scheme is sealed'); END;
--;;
CREATE TRIGGER Scheme_NoReplace BEFORE INSERT ON Scheme WHEN EXISTS (SELECT 1 FROM Scheme WHERE SchemeId = NEW.SchemeId OR PublicId = NEW.PublicId OR TrialId = NEW.TrialId)
BEGIN SELECT RAISE(ABORT, 'Scheme is sealed'); END;
