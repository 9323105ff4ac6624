-- A pair: long text and lists in JSON need a type and a function on SQL Server; SQLite has both built in.
CREATE TYPE LongText FROM nvarchar(max);
--;;
CREATE FUNCTION json_each (@json nvarchar(max)) RETURNS TABLE AS RETURN (SELECT [key], [value] FROM OPENJSON(@json));
