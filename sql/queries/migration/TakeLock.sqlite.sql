-- A pair: on SQLite the transaction itself is the lock; SQL Server needs one by name.
SELECT 0;
