import type { Draft } from './aligned-draft';
import { alignedShare } from './alignment';
import { columnKind } from './column-kinds';
import { MIN_SCORE, type FoundTable } from './found-table';
import { isSomethingElse } from './not-a-table';

/** Shares of a page's height where headers and footers stand. */
const HEADER = 0.07;
const FOOTER = 0.9;

/** How much a draft looks like a table. */
interface Evidence {
  /** 0–3: a line below the heading, lines or shading around rows. */
  readonly rules: number;
  readonly dataColumns: number;
  readonly alignment: number;
  readonly fill: number;
  readonly isByRows: boolean;
}

/** The table that a draft is; null when it is likelier to be something else. */
export function alignedTable(draft: Draft, pageHeight: number): FoundTable | null {
  const evidence = weigh(draft);
  if (!isTable(draft, evidence, pageHeight)) return null;
  const score = scoreOf(draft, evidence);
  return score < MIN_SCORE ? null : toTable(draft, score);
}

function weigh(draft: Draft): Evidence {
  const { columns, rows, texts, lines } = draft;
  const filled = texts.flat().filter((text) => text !== '').length;
  const body = texts.slice(1);
  const kinds = columns.map((_, column) => columnKind(body.map((row) => row[column] ?? '')));
  const shares = columns.map((_, column) => alignedShare(rows.flatMap(({ lines: members }) => members.flatMap(({ cells }) => pieceOf(cells[column])))));
  return {
    rules: rulesOf(draft),
    dataColumns: kinds.filter(({ dataShare }) => dataShare >= 0.6).length,
    alignment: shares.reduce((sum, share) => sum + share, 0) / columns.length,
    fill: filled / (columns.length * rows.length),
    isByRows: isWrittenByRows(lines),
  };
}

function pieceOf(segments: Draft['lines'][number]['cells'][number]): Parameters<typeof alignedShare>[0][number][] {
  const [first, last] = [segments?.[0], segments?.at(-1)];
  if (!segments || !first || !last) return [];
  return [{ ...first, right: last.right, fragments: segments.flatMap(({ fragments }) => fragments) }];
}

function rulesOf({ rules, rows, top, bottom }: Draft): number {
  const heading = rows[0]?.lines.at(-1);
  const second = rows[1]?.lines[0];
  const belowHeading = rules.lines.some((y) => heading && second && y > heading.y - 0.2 * heading.size && y < second.y);
  const inside = [...rules.lines, ...rules.shades].filter((y) => y > top && y < bottom).length;
  const around = rules.lines.some((y) => y <= top + 2) && rules.lines.some((y) => y >= bottom - 2);
  return (belowHeading ? 1 : 0) + (inside >= 2 ? 1 : 0) + (around || (inside >= 3 && inside >= rows.length / 3) ? 1 : 0);
}

function isWrittenByRows(lines: Draft['lines']): boolean {
  let following = 0;
  let pairs = 0;
  for (const { cells } of lines) {
    const orders = cells.flatMap((segments) => segments?.map(({ order }) => order) ?? []);
    for (const [index, order] of orders.slice(1).entries()) {
      pairs += 1;
      const step = order - (orders[index] ?? order);
      if (step > 0 && step <= 6) following += 1;
    }
  }
  return following >= 0.8 * pairs;
}

function isTable(draft: Draft, { rules, dataColumns, alignment, fill, isByRows }: Evidence, pageHeight: number): boolean {
  const { columns, rows, texts, top, bottom } = draft;
  if (columns.length < 2 || rows.length < (rules >= 2 && columns.length > 2 ? 2 : 3)) return false;
  const several = texts.filter((row) => row.filter((text) => text !== '').length >= 2).length;
  if (several < 0.6 * rows.length || fill < (rules >= 2 ? 0.4 : 0.5) || alignment < 0.6) return false;
  if (rules === 0 && (bottom < HEADER * pageHeight || top > FOOTER * pageHeight)) return false;
  if (isSparse(texts) || isSomethingElse(draft, rules >= 2)) return false;
  if (columns.length === 2) return rules >= 2 || (isByRows && isTwoColumnData(texts));
  if (rules > 0) return true;
  if (dataColumns > 0) return rows.length >= 4 || hasHeading(texts);
  // Words alone are as likely labels or names side by side.
  const isRegular = hasHeadingFont(draft) ? rows.length >= 4 && alignment >= 0.75 : rows.length >= 5 && columns.length >= 4 && alignment >= 0.9;
  return isByRows && isRegular;
}

/** Whether words stand above every column of figures. */
function hasHeading(texts: string[][]): boolean {
  const [heading = [], ...body] = texts;
  const ofData = heading.filter((_, column) => columnKind(body.map((row) => row[column] ?? '')).dataShare >= 0.6);
  return ofData.length > 0 && ofData.every((text) => text !== '' && columnKind([text]).kind === 'text');
}

/** Figures that stand here and there, as beside the bars of a chart, make columns with little in them, and no full row. */
function isSparse(texts: string[][]): boolean {
  const counts = (texts[0] ?? []).map((_, column) => texts.filter((row) => row[column] !== '').length);
  const widest = Math.max(...texts.map((row) => row.filter((text) => text !== '').length));
  return (counts.length > 2 && widest <= 2) || counts.filter((count) => count <= Math.max(1, 0.25 * texts.length)).length * 2 > counts.length;
}

/** Whether the first row is set in a font of its own. */
function hasHeadingFont({ rows }: Draft): boolean {
  const fonts = (some: Draft['rows']): Set<string> =>
    new Set(some.flatMap(({ cells }) => cells.flatMap((segments) => segments.flatMap(({ fragments }) => fragments.map(({ fontName }) => fontName)))));
  const body = fonts(rows.slice(1));
  return [...fonts(rows.slice(0, 1))].every((font) => !body.has(font));
}

/** Names and figures of one kind below a heading, or many of them without one. */
function isTwoColumnData(texts: string[][]): boolean {
  const second = texts.map((row) => row[1] ?? '');
  const body = columnKind(second.slice(1));
  const heading = columnKind(second.slice(0, 1));
  const first = columnKind(texts.slice(1).map((row) => row[0] ?? ''));
  if (body.kind === 'text' || body.share < 0.8) return false;
  return texts.length >= (heading.kind === 'text' && first.kind === 'text' ? 4 : 6);
}

/** See found-table.ts. */
function scoreOf({ columns }: Draft, { rules, dataColumns, alignment, fill, isByRows }: Evidence): number {
  const evidence = Math.min(0.2, rules * 0.06 + (dataColumns > 0 ? 0.05 : 0) + (columns.length > 2 ? 0.04 : 0) + (isByRows ? 0.03 : 0));
  return Math.round((0.35 + 0.25 * alignment + 0.15 * Math.min(1, fill) + evidence) * 100) / 100;
}

function toTable(draft: Draft, score: number): FoundTable {
  const { columns, rows, texts, top, bottom } = draft;
  const [left, right] = [columns[0]?.left ?? 0, columns.at(-1)?.right ?? 0];
  const columnEdges = [left, ...columns.slice(1).map((column, index) => ((columns[index]?.right ?? 0) + column.left) / 2), right];
  const rowEdges = [
    top,
    ...rows.slice(1).map(({ lines }, index) => {
      const [above, below] = [rows[index]?.lines.at(-1), lines[0]];
      return above && below ? (above.y + 0.2 * above.size + below.y - 0.8 * below.size) / 2 : top;
    }),
    bottom,
  ];
  const spans = rows.flatMap(({ lines }, row) =>
    lines.flatMap((line) => [...line.spans].map(([column, columnSpan]) => ({ row, column, rowSpan: 1, columnSpan }))),
  );
  return {
    rows: texts,
    score,
    isRuled: false,
    box: { x: left, y: top, width: right - left, height: bottom - top },
    columnEdges,
    rowEdges,
    spans: spans.filter(({ row, column, columnSpan }) => texts[row]?.slice(column + 1, column + columnSpan).every((text) => text === '') ?? false),
  };
}
