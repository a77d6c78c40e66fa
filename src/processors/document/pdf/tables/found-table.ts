import type { PdfTable } from '../../../../shared/model/report';

/**
 * A table, in points of the page as shown. On text that is turned by a quarter, `columnEdges` are y and `rowEdges` are
 * x, both in the order in which the table is read.
 *
 * `score` for tables found by lines (`isRuled`) is the product of three shares, each squeezed towards 1 by how little it
 * matters: characters that lie inside the cell that got them (squared), sides of cells that are really drawn (0.8–1),
 * and cells with text, half of them being enough (0.8–1). A clean grid has 0.95 and more. Where only its columns are
 * ruled and the rows were told by words or shading, it is not `isRuled`, and its score is 0.85 times that.
 *
 * For tables found by alignment it is 0.35, plus 0.25 × share of cells whose left, right, middle or decimal point stands
 * where its column's does, plus 0.15 × share of filled places, plus up to 0.2 for evidence: rules or shading that fit
 * the rows, columns of numbers, more than two columns, being written row by row. So 0.95 is the most, and 0.5 is a guess.
 */
export type FoundTable = Omit<PdfTable, 'page' | 'index'>;

/** Candidates below it are not told. */
export const MIN_SCORE = 0.5;
