CREATE TABLE SchemaJournal (
    Script nvarchar(100) NOT NULL CONSTRAINT PK_SchemaJournal PRIMARY KEY,
    Sha256 nvarchar(64) NOT NULL,
    AppliedAt datetime2(7) NOT NULL
);
