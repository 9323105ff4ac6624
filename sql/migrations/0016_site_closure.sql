-- The day from which a site takes in nobody any more.
ALTER TABLE Site ADD ClosedOn date NULL;
