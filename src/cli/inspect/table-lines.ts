import { shown } from '../print';
import { WIDTH } from '../wrap-line';

const INDENT = '    ';
const GAP = '  ';
const MAX_ROWS = 8;
/** A column is cut no narrower than this; further ones are left out instead. */
const MIN_WIDTH = 6;
const ROOM = WIDTH - INDENT.length;
const NUMBER = /^[-+(]?[^\p{L}\d]{0,3}\d[\d.,'’\s]*\)?\s?(?:%|€|\p{Lu}{3})?$/u;

/** The first rows in aligned columns, numbers to the right, and how much more there is. The first row counts as their head. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.slice(0, MAX_ROWS).map((row) => row.map((cell) => shown(cell.replace(/\s+/g, ' ').trim())));
  const natural = Array.from({ length: Math.max(0, ...cells.map((row) => row.length)) }, (_, column) =>
    Math.max(1, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const widths = fitted(natural);
  const isNumeric = widths.map((_, column) => hasNumbers(cells.slice(1).map((row) => row[column] ?? '')));
  const lines = cells.map((row) =>
    widths.map((width, column) => place(row[column] ?? '', width, isNumeric[column] === true)).join(GAP).trimEnd(),
  );
  const more = [countOf(rows.length - cells.length, 'row'), countOf(natural.length - widths.length, 'column')].filter((part) => part !== '');
  return [...lines, ...(more.length > 0 ? [`… ${more.join(' and ')}; --json gives all.`] : [])].map((line) => INDENT + line);
}

/** As many columns as there is room for, the widest ones narrowed first. */
function fitted(natural: readonly number[]): number[] {
  const widths: number[] = [];
  let least = 0;
  for (const width of natural) {
    least += Math.min(width, MIN_WIDTH) + (widths.length > 0 ? GAP.length : 0);
    if (least > ROOM) break;
    widths.push(Math.min(width, ROOM));
  }
  const free = ROOM - GAP.length * Math.max(0, widths.length - 1);
  for (let over = sum(widths) - free; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

function hasNumbers(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => NUMBER.test(cell));
}

function place(cell: string, width: number, isNumber: boolean): string {
  const cut = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
  return isNumber ? cut.padStart(width) : cut.padEnd(width);
}

const countOf = (count: number, noun: string): string => (count <= 0 ? '' : `${count.toLocaleString('en')} more ${noun}${count === 1 ? '' : 's'}`);
