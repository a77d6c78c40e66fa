import type { Alignment } from './alignment';
import type { RunFormat } from './run-format';

/** A piece of text with its own formatting; what its styles give is not in here yet. */
export interface WordRun {
  readonly text: string;
  readonly styleId: string | null;
  readonly format: RunFormat;
}

export interface WordParagraph {
  readonly kind: 'paragraph';
  styleId: string | null;
  alignment: Alignment | null;
  readonly runs: WordRun[];
  /** What can be read beside the running text: text boxes, formulas. */
  readonly asides: string[];
}

export interface WordCell {
  /** Columns of the grid that it covers. */
  span: number;
  /** Its part in a cell that goes over several rows. */
  verticalMerge: 'none' | 'restart' | 'continue';
  /** Whether it is swallowed by the cell to its left, as very old documents say it. */
  isHorizontallyMerged: boolean;
  readonly blocks: WordBlock[];
}

export interface WordRow {
  /** Columns of the grid left empty at its beginning and end. */
  columnsBefore: number;
  columnsAfter: number;
  readonly cells: WordCell[];
}

export interface WordTable {
  readonly kind: 'table';
  gridColumns: number;
  readonly rows: WordRow[];
}

export type WordBlock = WordParagraph | WordTable;

export function textOf(paragraph: WordParagraph): string {
  let text = '';
  for (const run of paragraph.runs) text += run.text;
  return text;
}
