# Blinding indices by the R package BI 1.2.0 (Schwartz and Mercaldo): run in this folder, Rscript make_blinding_indices.R > blinding-indices.json
# Tables: rows guess first arm, second arm, do not know; columns first arm, second arm. Their papers stand beside them.
library(BI)
tables <- list(
  list("CRISP: Bang, Ni, Davis 2004, table 7", c(82, 27, 25, 29, 170, 83)),
  list("Disulfiram: James and others 1996, table V", c(145, 34, 71, 59, 76, 38)),
  list("SOX, investigators: Houweling and others 2014, table 2", c(48, 22, 4, 30, 330, 319)),
  list("SOX, coordinators: Houweling and others 2014, table 2", c(94, 52, 11, 44, 289, 284)),
  list("SOX, patients: Houweling and others 2014, table 2", c(143, 104, 14, 57, 188, 175)),
  list("Bang and others 2010, table 4", c(21, 19, 0, 4, 24, 26)),
  list("Bang and others 2010, table 5", c(41, 14, 55, 99, 130, 106)))
row <- function(m) paste0("[", paste(sprintf("%.15g", m), collapse = ", "), "]")
cat("[\n")
for (k in seq_along(tables)) for (level in c(.90, .95)) {
  x <- matrix(tables[[k]][[2]], 3, 2, byrow = TRUE); b <- BI(x, conf.level = level)
  cat(sprintf('  {"table": "%s", "counts": %s, "confidence": %.2f, "james": %s, "bangFirst": %s, "bangSecond": %s}%s\n', tables[[k]][[1]], row(tables[[k]][[2]]), level,
              row(b$JamesBI[1, ]), row(b$BangBI[1, ]), row(b$BangBI[2, ]), if (k == length(tables) && level == .95) "" else ","))
}
cat("]\n")
