-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER FormEntry_AppendOnly ON FormEntry INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'FormEntry is append-only', 1; END;
--;;
CREATE TRIGGER FormMark_AppendOnly ON FormMark INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'FormMark is append-only', 1; END;
--;;
CREATE TRIGGER FormSignature_AppendOnly ON FormSignature INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'FormSignature is append-only', 1; END;
--;;
CREATE TRIGGER Consent_AppendOnly ON Consent INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'Consent is append-only', 1; END;
--;;
CREATE TRIGGER Withdrawal_AppendOnly ON Withdrawal INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'Withdrawal is append-only', 1; END;
--;;
CREATE TRIGGER SiteTransfer_AppendOnly ON SiteTransfer INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'SiteTransfer is append-only', 1; END;
--;;
CREATE TRIGGER SafetyReport_AppendOnly ON SafetyReport INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'SafetyReport is append-only', 1; END;
