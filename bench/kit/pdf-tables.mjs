import { rgb } from '@cantoo/pdf-lib';
import { wrapWords } from './wrap-words.mjs';

export const RULED_STYLES = ['grid', 'cells', 'bars', 'shaded', 'spanned'];
export const ALIGNED_STYLES = ['plain', 'booktabs', 'underlined', 'striped'];

const PAD = 4;
const GREY = rgb(0.91, 0.91, 0.91);

/** What stands in the columns, and to which side. */
const KINDS = {
  good: { head: 'Article', make: (prose) => prose.good(), side: 'left', width: 75 },
  number: { head: 'Number', make: (prose) => prose.number(), side: 'right', width: 60 },
  price: { head: 'Price', make: (prose) => prose.price(), side: 'right', width: 60 },
  shelf: { head: 'Shelf', make: (prose) => prose.shelf(), side: 'centre', width: 55 },
  stock: { head: 'Stock', make: (prose) => String(prose.between(12, 990)), side: 'right', width: 55 },
  note: { head: 'Remark', make: (prose) => prose.sentence().split(' ').slice(0, prose.between(2, 7)).join(' '), side: 'left', width: 130 },
  story: { head: 'Remark', make: (prose) => prose.sentence().split(' ').slice(0, prose.between(8, 14)).join(' '), side: 'left', width: 150 },
};
const SETS = [
  ['good', 'number', 'price'],
  ['good', 'number', 'price', 'stock', 'shelf'],
  ['number', 'note', 'price'],
  ['good', 'note', 'stock', 'price'],
  ['number', 'story', 'price'],
];

/** Rows of cells as they will be drawn; the first is the head. `spans` is the number of columns that its last cell covers. */
export function makeRows(prose, { isRuled, rows, isSpanned, width }) {
  const fitting = SETS.filter((names) => names.reduce((total, name) => total + KINDS[name].width, 0) <= width);
  const kinds = prose.pick(fitting).map((name) => KINDS[name]);
  const body = Array.from({ length: rows }, () =>
    kinds.map((kind, column) => (column > 0 && prose.random() < 0.05 ? '' : kind.make(prose))),
  );
  const head = kinds.map(({ head: word }) => word);
  if (isSpanned) head.splice(-2, 2, 'Count and value', '');
  return { kinds, isRuled, isSpanned, rows: [head, ...body] };
}

/**
 * Draws the table and tells its truth: `rows` as a reader should give them, the words row by row, and whether there is
 * only one order in which these can be read.
 */
export function drawTable(pen, table, { x, y, width, font, bold, size, style }) {
  const { kinds, rows, isSpanned } = table;
  const natural = kinds.reduce((total, kind) => total + kind.width, 0);
  const stretch = Math.min(1.5, width / natural);
  const edges = [x];
  for (const kind of kinds) edges.push(edges.at(-1) + kind.width * stretch);
  const leading = size * 1.2;
  const drawn = [];
  let top = y;
  const tops = [top];
  for (const [index, cells] of rows.entries()) {
    const face = index === 0 ? bold : font;
    const lines = cells.map((cell, column) => {
      const right = isSpanned && index === 0 && column === cells.length - 2 ? edges.at(-1) : edges[column + 1];
      return cell === '' ? [] : wrapWords(cell, right - edges[column] - 2 * PAD, (text) => pen.widthOf(text, face, size));
    });
    const count = Math.max(1, ...lines.map(({ length }) => length));
    const height = count * leading + (table.isRuled ? 2 * PAD : 3);
    if ((style === 'shaded' || style === 'striped') && index % 2 === 0) pen.box(edges[0], top, edges.at(-1) - edges[0], height, { color: GREY });
    for (const [column, texts] of lines.entries()) {
      const isWide = isSpanned && index === 0 && column === cells.length - 2;
      const right = isWide ? edges.at(-1) : edges[column + 1];
      const side = isWide ? 'centre' : kinds[column].side;
      for (const [at, text] of texts.entries()) {
        const base = top + (table.isRuled ? PAD : 1) + size * 0.85 + at * leading;
        if (side === 'right') pen.lineRight(text, right - PAD, base, face, size);
        else if (side === 'centre') pen.lineCentred(text, (edges[column] + right) / 2, base, face, size);
        else pen.line(text, edges[column] + PAD, base, face, size);
      }
    }
    drawn.push({ cells: lines.map((texts) => texts.join('\n')), count });
    top += height;
    tops.push(top);
  }
  drawRules(pen, style, edges, tops, isSpanned);
  return {
    bottom: top,
    rows: drawn.map(({ cells }) => cells),
    text: drawn.map(({ cells }) => cells.filter((cell) => cell !== '').join(' ')).join('\n'),
    hasOneOrder: drawn.every(({ count }) => count === 1),
  };
}

function drawRules(pen, style, edges, tops, isSpanned) {
  const [left, right] = [edges[0], edges.at(-1)];
  const [top, bottom] = [tops[0], tops.at(-1)];
  const isHidden = (column, row) => isSpanned && row === 0 && column === edges.length - 2;
  if (style === 'grid' || style === 'shaded' || style === 'spanned') {
    for (const y of tops) pen.rule(left, y, right, y);
    for (const [column, x] of edges.entries()) pen.rule(x, isHidden(column, 0) ? tops[1] : top, x, bottom);
  } else if (style === 'cells') {
    for (let row = 0; row + 1 < tops.length; row += 1) {
      for (let column = 0; column + 1 < edges.length; column += 1) {
        if (isHidden(column, row)) continue;
        const to = edges[isHidden(column + 1, row) ? column + 2 : column + 1];
        pen.box(edges[column], tops[row], to - edges[column], tops[row + 1] - tops[row], { borderWidth: 0.5, borderColor: rgb(0, 0, 0) });
      }
    }
  } else if (style === 'bars') {
    const black = { color: rgb(0, 0, 0) };
    for (const y of tops) pen.box(left, y - 0.3, right - left, 0.6, black);
    for (const [column, x] of edges.entries()) {
      const from = isHidden(column, 0) ? tops[1] : top;
      pen.box(x - 0.3, from, 0.6, bottom - from, black);
    }
  } else if (style === 'booktabs') {
    for (const [y, thickness] of [[top, 1], [tops[1], 0.5], [bottom + 1, 1]]) pen.rule(left, y, right, y, thickness);
  } else if (style === 'underlined') pen.rule(left, tops[1], right, tops[1], 0.5);
}
