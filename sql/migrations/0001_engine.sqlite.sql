-- A pair: long text and lists in JSON need a type and a function on SQL Server; SQLite has both built in.
SELECT 1;
