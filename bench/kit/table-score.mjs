import { collapse } from './text-score.mjs';

/**
 * Cells right in place: the same text in the same row and column. An empty cell counts only where it should have been
 * empty and is not: so tables of mostly nothing earn nothing.
 *
 * @param {{ rows: string[][], isRuled: boolean }[]} truths of one page
 * @param {string[][][]} found rows of the tables found on it
 * @returns {{ ruled: Count, aligned: Count, falseTables: number }} Count: `{ right, all }`
 */
export function scoreTables(truths, found) {
  const score = { ruled: { right: 0, all: 0 }, aligned: { right: 0, all: 0 }, falseTables: 0 };
  const left = new Set(found);
  for (const truth of truths) {
    const count = truth.isRuled ? score.ruled : score.aligned;
    const best = [...left].map((rows) => ({ rows, ...compare(truth.rows, rows) })).sort((a, b) => b.right - a.right)[0];
    if (best === undefined || best.right === 0) {
      count.all += cellsOf(truth.rows);
      continue;
    }
    left.delete(best.rows);
    count.right += best.right;
    count.all += best.all;
  }
  score.falseTables = left.size;
  return score;
}

const cellsOf = (rows) => rows.flat().filter((cell) => cell !== '').length;

function compare(truth, rows) {
  let right = 0;
  let all = 0;
  for (let row = 0; row < Math.max(truth.length, rows.length); row += 1) {
    for (let column = 0; column < Math.max(truth[row]?.length ?? 0, rows[row]?.length ?? 0); column += 1) {
      const wanted = collapse(truth[row]?.[column] ?? '');
      const got = collapse(rows[row]?.[column] ?? '');
      if (wanted === '' && got === '') continue;
      all += 1;
      if (wanted === got) right += 1;
    }
  }
  return { right, all };
}

/** Adds the scores of pages. */
export function addScores(scores) {
  const total = { ruled: { right: 0, all: 0 }, aligned: { right: 0, all: 0 }, falseTables: 0 };
  for (const { ruled, aligned, falseTables } of scores) {
    for (const [into, one] of [[total.ruled, ruled], [total.aligned, aligned]]) {
      into.right += one.right;
      into.all += one.all;
    }
    total.falseTables += falseTables;
  }
  return total;
}
