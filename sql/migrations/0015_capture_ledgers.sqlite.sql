-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER FormEntry_NoUpdate BEFORE UPDATE ON FormEntry BEGIN SELECT RAISE(ABORT, 'FormEntry is append-only'); END;
--;;
CREATE TRIGGER FormEntry_NoDelete BEFORE DELETE ON FormEntry BEGIN SELECT RAISE(ABORT, 'FormEntry is append-only'); END;
--;;
CREATE TRIGGER FormEntry_NoReplace BEFORE INSERT ON FormEntry WHEN EXISTS (SELECT 1 FROM FormEntry WHERE FormEntryId = NEW.FormEntryId OR (VisitId = NEW.VisitId AND Code = NEW.Code AND Turn = NEW.Turn))
BEGIN SELECT RAISE(ABORT, 'FormEntry is append-only'); END;
--;;
CREATE TRIGGER FormMark_NoUpdate BEFORE UPDATE ON FormMark BEGIN SELECT RAISE(ABORT, 'FormMark is append-only'); END;
--;;
CREATE TRIGGER FormMark_NoDelete BEFORE DELETE ON FormMark BEGIN SELECT RAISE(ABORT, 'FormMark is append-only'); END;
--;;
CREATE TRIGGER FormMark_NoReplace BEFORE INSERT ON FormMark WHEN EXISTS (SELECT 1 FROM FormMark WHERE FormMarkId = NEW.FormMarkId)
BEGIN SELECT RAISE(ABORT, 'FormMark is append-only'); END;
--;;
CREATE TRIGGER FormSignature_NoUpdate BEFORE UPDATE ON FormSignature BEGIN SELECT RAISE(ABORT, 'FormSignature is append-only'); END;
--;;
CREATE TRIGGER FormSignature_NoDelete BEFORE DELETE ON FormSignature BEGIN SELECT RAISE(ABORT, 'FormSignature is append-only'); END;
--;;
CREATE TRIGGER FormSignature_NoReplace BEFORE INSERT ON FormSignature WHEN EXISTS (SELECT 1 FROM FormSignature WHERE FormSignatureId = NEW.FormSignatureId)
BEGIN SELECT RAISE(ABORT, 'FormSignature is append-only'); END;
--;;
CREATE TRIGGER Consent_NoUpdate BEFORE UPDATE ON Consent BEGIN SELECT RAISE(ABORT, 'Consent is append-only'); END;
--;;
CREATE TRIGGER Consent_NoDelete BEFORE DELETE ON Consent BEGIN SELECT RAISE(ABORT, 'Consent is append-only'); END;
--;;
CREATE TRIGGER Consent_NoReplace BEFORE INSERT ON Consent WHEN EXISTS (SELECT 1 FROM Consent WHERE ConsentId = NEW.ConsentId)
BEGIN SELECT RAISE(ABORT, 'Consent is append-only'); END;
--;;
CREATE TRIGGER Withdrawal_NoUpdate BEFORE UPDATE ON Withdrawal BEGIN SELECT RAISE(ABORT, 'Withdrawal is append-only'); END;
--;;
CREATE TRIGGER Withdrawal_NoDelete BEFORE DELETE ON Withdrawal BEGIN SELECT RAISE(ABORT, 'Withdrawal is append-only'); END;
--;;
CREATE TRIGGER Withdrawal_NoReplace BEFORE INSERT ON Withdrawal WHEN EXISTS (SELECT 1 FROM Withdrawal WHERE WithdrawalId = NEW.WithdrawalId)
BEGIN SELECT RAISE(ABORT, 'Withdrawal is append-only'); END;
--;;
CREATE TRIGGER SiteTransfer_NoUpdate BEFORE UPDATE ON SiteTransfer BEGIN SELECT RAISE(ABORT, 'SiteTransfer is append-only'); END;
--;;
CREATE TRIGGER SiteTransfer_NoDelete BEFORE DELETE ON SiteTransfer BEGIN SELECT RAISE(ABORT, 'SiteTransfer is append-only'); END;
--;;
CREATE TRIGGER SiteTransfer_NoReplace BEFORE INSERT ON SiteTransfer WHEN EXISTS (SELECT 1 FROM SiteTransfer WHERE SiteTransferId = NEW.SiteTransferId)
BEGIN SELECT RAISE(ABORT, 'SiteTransfer is append-only'); END;
--;;
CREATE TRIGGER SafetyReport_NoUpdate BEFORE UPDATE ON SafetyReport BEGIN SELECT RAISE(ABORT, 'SafetyReport is append-only'); END;
--;;
CREATE TRIGGER SafetyReport_NoDelete BEFORE DELETE ON SafetyReport BEGIN SELECT RAISE(ABORT, 'SafetyReport is append-only'); END;
--;;
CREATE TRIGGER SafetyReport_NoReplace BEFORE INSERT ON SafetyReport WHEN EXISTS (SELECT 1 FROM SafetyReport WHERE SafetyReportId = NEW.SafetyReportId)
BEGIN SELECT RAISE(ABORT, 'SafetyReport is append-only'); END;
