-- A pair: on SQLite the transaction itself is the lock; SQL Server needs one by name.
DECLARE @result int;
EXEC @result = sp_getapplock @Resource = 'TrialData.Migration', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
SELECT @result;
