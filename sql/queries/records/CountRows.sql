SELECT
    'Store' AS Name,
    COUNT(*) AS Total
FROM Store
UNION ALL
SELECT
    'Account' AS Name,
    COUNT(*) AS Total
FROM Account
UNION ALL
SELECT
    'RoleGrant' AS Name,
    COUNT(*) AS Total
FROM RoleGrant
UNION ALL
SELECT
    'Invitation' AS Name,
    COUNT(*) AS Total
FROM Invitation
UNION ALL
SELECT
    'Credential' AS Name,
    COUNT(*) AS Total
FROM Credential
UNION ALL
SELECT
    'UsedPassword' AS Name,
    COUNT(*) AS Total
FROM UsedPassword
UNION ALL
SELECT
    'RecoveryCode' AS Name,
    COUNT(*) AS Total
FROM RecoveryCode
UNION ALL
SELECT
    'SignInSession' AS Name,
    COUNT(*) AS Total
FROM SignInSession
UNION ALL
SELECT
    'ApiToken' AS Name,
    COUNT(*) AS Total
FROM ApiToken
UNION ALL
SELECT
    'Trial' AS Name,
    COUNT(*) AS Total
FROM Trial
UNION ALL
SELECT
    'ProtocolVersion' AS Name,
    COUNT(*) AS Total
FROM ProtocolVersion
UNION ALL
SELECT
    'Site' AS Name,
    COUNT(*) AS Total
FROM Site
UNION ALL
SELECT
    'Participant' AS Name,
    COUNT(*) AS Total
FROM Participant
UNION ALL
SELECT
    'EligibilityAnswer' AS Name,
    COUNT(*) AS Total
FROM EligibilityAnswer
UNION ALL
SELECT
    'Visit' AS Name,
    COUNT(*) AS Total
FROM Visit
UNION ALL
SELECT
    'Form' AS Name,
    COUNT(*) AS Total
FROM Form
UNION ALL
SELECT
    'Score' AS Name,
    COUNT(*) AS Total
FROM Score
UNION ALL
SELECT
    'FormEntry' AS Name,
    COUNT(*) AS Total
FROM FormEntry
UNION ALL
SELECT
    'EntryRemoval' AS Name,
    COUNT(*) AS Total
FROM EntryRemoval
UNION ALL
SELECT
    'FormMark' AS Name,
    COUNT(*) AS Total
FROM FormMark
UNION ALL
SELECT
    'FormSignature' AS Name,
    COUNT(*) AS Total
FROM FormSignature
UNION ALL
SELECT
    'FormLink' AS Name,
    COUNT(*) AS Total
FROM FormLink
UNION ALL
SELECT
    'SafetyReport' AS Name,
    COUNT(*) AS Total
FROM SafetyReport
UNION ALL
SELECT
    'Consent' AS Name,
    COUNT(*) AS Total
FROM Consent
UNION ALL
SELECT
    'EligibilitySignature' AS Name,
    COUNT(*) AS Total
FROM EligibilitySignature
UNION ALL
SELECT
    'EligibilityWaiver' AS Name,
    COUNT(*) AS Total
FROM EligibilityWaiver
UNION ALL
SELECT
    'Withdrawal' AS Name,
    COUNT(*) AS Total
FROM Withdrawal
UNION ALL
SELECT
    'SiteTransfer' AS Name,
    COUNT(*) AS Total
FROM SiteTransfer
UNION ALL
SELECT
    'Scheme' AS Name,
    COUNT(*) AS Total
FROM Scheme
UNION ALL
SELECT
    'ListPiece' AS Name,
    COUNT(*) AS Total
FROM ListPiece
UNION ALL
SELECT
    'SchemeCell' AS Name,
    COUNT(*) AS Total
FROM SchemeCell
UNION ALL
SELECT
    'LedgerHead' AS Name,
    COUNT(*) AS Total
FROM LedgerHead
UNION ALL
SELECT
    'LedgerLine' AS Name,
    COUNT(*) AS Total
FROM LedgerLine
UNION ALL
SELECT
    'ClusterAllocation' AS Name,
    COUNT(*) AS Total
FROM ClusterAllocation
UNION ALL
SELECT
    'Allocation' AS Name,
    COUNT(*) AS Total
FROM Allocation
UNION ALL
SELECT
    'AnalysisRun' AS Name,
    COUNT(*) AS Total
FROM AnalysisRun
UNION ALL
SELECT
    'ImportedFile' AS Name,
    COUNT(*) AS Total
FROM ImportedFile
UNION ALL
SELECT
    'CodeBreak' AS Name,
    COUNT(*) AS Total
FROM CodeBreak
UNION ALL
SELECT
    'CodeBreakImpact' AS Name,
    COUNT(*) AS Total
FROM CodeBreakImpact
UNION ALL
SELECT
    'AllocationError' AS Name,
    COUNT(*) AS Total
FROM AllocationError
UNION ALL
SELECT
    'AllocationErrorDecision' AS Name,
    COUNT(*) AS Total
FROM AllocationErrorDecision
UNION ALL
SELECT
    'DowntimeSlot' AS Name,
    COUNT(*) AS Total
FROM DowntimeSlot
UNION ALL
SELECT
    'DowntimeSlotFate' AS Name,
    COUNT(*) AS Total
FROM DowntimeSlotFate
UNION ALL
SELECT
    'EdcCredential' AS Name,
    COUNT(*) AS Total
FROM EdcCredential
UNION ALL
SELECT
    'AttestedParticipant' AS Name,
    COUNT(*) AS Total
FROM AttestedParticipant;
