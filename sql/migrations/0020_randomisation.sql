-- Any scheme, counted in named cells, with a ledger that can be replayed. The counters of before become cells.
ALTER TABLE Scheme ADD SealedBy bigint NULL CONSTRAINT FK_Scheme_SealedBy REFERENCES Account (AccountId);
--;;
ALTER TABLE Scheme ADD Nonce nvarchar(2048) NULL;
--;;
ALTER TABLE Scheme ADD RevealAskedBy bigint NULL CONSTRAINT FK_Scheme_RevealAskedBy REFERENCES Account (AccountId);
--;;
ALTER TABLE Scheme ADD RevealedAt datetime2(7) NULL;
--;;
CREATE TABLE SchemeCell (
    SchemeId bigint NOT NULL CONSTRAINT FK_SchemeCell_Scheme REFERENCES Scheme (SchemeId),
    Cell nvarchar(400) NOT NULL,
    Counters nvarchar(400) NOT NULL,
    CONSTRAINT PK_SchemeCell PRIMARY KEY (SchemeId, Cell)
);
--;;
INSERT INTO SchemeCell (SchemeId, Cell, Counters)
SELECT
    SchemeId,
    Stratum,
    REPLACE(REPLACE(REPLACE(REPLACE('[a,b,c,d]',
        'a', CAST(Allocated AS nvarchar(20))),
        'b', CAST(Block AS nvarchar(20))),
        'c', CAST(Position AS nvarchar(20))),
        'd', CAST(BlockSize AS nvarchar(20)))
FROM StratumCounter;
--;;
DROP TABLE StratumCounter;
--;;
CREATE TABLE LedgerHead (
    SchemeId bigint NOT NULL CONSTRAINT PK_LedgerHead PRIMARY KEY CONSTRAINT FK_LedgerHead_Scheme REFERENCES Scheme (SchemeId),
    LastSequence bigint NOT NULL,
    LastHash nvarchar(64) NOT NULL
);
--;;
CREATE TABLE LedgerLine (
    LedgerLineId bigint NOT NULL CONSTRAINT PK_LedgerLine PRIMARY KEY,
    SchemeId bigint NOT NULL CONSTRAINT FK_LedgerLine_Scheme REFERENCES Scheme (SchemeId),
    Sequence bigint NOT NULL,
    ParticipantId bigint NOT NULL CONSTRAINT FK_LedgerLine_Participant REFERENCES Participant (ParticipantId),
    Kind nvarchar(20) NOT NULL CONSTRAINT CK_LedgerLine_Kind CHECK (Kind IN ('Allocated', 'Manual', 'Error')),
    Line LongText NOT NULL,
    CONSTRAINT UQ_LedgerLine_Scheme_Sequence UNIQUE (SchemeId, Sequence)
);
--;;
CREATE TABLE RandomisationGuard (
    LedgerLineId bigint NULL CONSTRAINT FK_RandomisationGuard_LedgerLine REFERENCES LedgerLine (LedgerLineId),
    CONSTRAINT CK_RandomisationGuard_Empty CHECK (1 = 0)
);
