-- The rows of an uploaded list, sealed like the secret.
ALTER TABLE Scheme ADD SealedList LongText NULL;
