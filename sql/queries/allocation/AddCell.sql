INSERT INTO SchemeCell (SchemeId, Cell, Counters)
VALUES (@SchemeId, @Cell, @Counters);
