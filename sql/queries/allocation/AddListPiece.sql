INSERT INTO ListPiece (SchemeId, Number, FirstTag, Content, Path)
VALUES (@SchemeId, @Number, @FirstTag, @Content, @Path);
