-- A death that became known after the participation had ended otherwise.
ALTER TABLE Participant ADD DiedOn date NULL;
