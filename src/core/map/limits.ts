/** Numbers of layouts and comparisons, apart from what makes them: whoever names them loads no WASM. */

/** So many rows are laid out by UMAP; the others are placed among them. */
export const laidOut = 50_000;
/** Of each sample so many neighbours in two spaces are compared. */
export const compared = 15;
