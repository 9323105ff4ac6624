-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
ALTER TABLE Participant ADD Cluster nvarchar(20) NULL;
--;;
CREATE TABLE ClusterAllocation (
    ClusterAllocationId bigint NOT NULL CONSTRAINT PK_ClusterAllocation PRIMARY KEY,
    SchemeId bigint NOT NULL CONSTRAINT FK_ClusterAllocation_Scheme REFERENCES Scheme (SchemeId),
    SiteId bigint NOT NULL CONSTRAINT FK_ClusterAllocation_Site REFERENCES Site (SiteId),
    Cluster nvarchar(20) NOT NULL,
    Arm nvarchar(20) NOT NULL,
    Sequence bigint NOT NULL,
    Line LongText NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_ClusterAllocation_Account REFERENCES Account (AccountId),
    CONSTRAINT UQ_ClusterAllocation_Scheme_Sequence UNIQUE (SchemeId, Sequence),
    CONSTRAINT UQ_ClusterAllocation_Scheme_Cluster UNIQUE (SchemeId, Cluster)
);
--;;
CREATE TABLE ClusterGuard (
    ClusterAllocationId bigint NULL CONSTRAINT FK_ClusterGuard_ClusterAllocation REFERENCES ClusterAllocation (ClusterAllocationId),
    CONSTRAINT CK_ClusterGuard_Empty CHECK (1 = 0)
);
--;;
CREATE TRIGGER ClusterAllocation_AppendOnly ON ClusterAllocation INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'ClusterAllocation is append-only', 1; END;
