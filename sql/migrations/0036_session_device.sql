-- What somebody signed in with, in a few words: browser and system, never all that a browser says of itself.
ALTER TABLE SignInSession ADD Device nvarchar(60) NULL CONSTRAINT CK_SignInSession_Device CHECK (SUBSTRING(Device, 61, 1) = '');
