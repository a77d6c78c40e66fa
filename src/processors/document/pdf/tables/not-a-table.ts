import type { Draft } from './aligned-draft';

const LEADERS = /\.{4,}|(?:\. ){4,}|…{2,}|·{4,}|_{4,}/;
const LIST_MARK = /^(?:[•◦▪‣●○■□–—*·-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\])$/;
const SECTION_NUMBER = /^(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*\.?$/;
const INDEX_ENTRY = /\p{L}.*[,\s]\s?\d{1,4}(?:[–-]\d{1,4})?(?:, ?\d{1,4}(?:[–-]\d{1,4})?)*$/u;
const CODE = /[{}]|;$|[=!<>]=|=>|\(\)|^(?:#|\/\/|=\s|return\b|import\b)|\w\(.*\)$/;

/** Lists, contents, indexes, listings of programs and running text that stand in columns as tables do. */
export function isSomethingElse(draft: Draft, isRuledByRows: boolean): boolean {
  const cells = draft.texts.flat().filter((text) => text !== '');
  const share = (pattern: RegExp): number => cells.filter((text) => pattern.test(text)).length / cells.length;
  return (
    rowShare(draft, (row) => row.some((text) => LEADERS.test(text))) >= 0.3 ||
    share(CODE) >= 0.25 ||
    isList(draft) ||
    isOfManySizes(draft) ||
    isRunningText(draft) ||
    (!isRuledByRows && (isContents(draft) || isForm(draft) || share(INDEX_ENTRY) >= 0.6))
  );
}

function rowShare({ texts }: Draft, matches: (row: string[]) => boolean): number {
  return texts.filter(matches).length / (texts.length || 1);
}

function column({ texts }: Draft, index: number): string[] {
  return texts.map((row) => row.at(index) ?? '').filter((text) => text !== '');
}

/** Marks and what they mark, once or several times side by side. */
function isList(draft: Draft): boolean {
  const marks = draft.columns.filter((_, index) => {
    const texts = column(draft, index);
    return texts.filter((text) => LIST_MARK.test(text)).length >= 0.7 * texts.length;
  }).length;
  return marks > 0 && draft.columns.length <= marks * 2;
}

/** Labels with what was filled in. */
function isForm({ texts }: Draft): boolean {
  const labelled = texts.filter((row) => row[0]?.endsWith(':')).length;
  return labelled >= 0.6 * texts.length;
}

/** Large figures with small captions. */
function isOfManySizes({ lines, size }: Draft): boolean {
  const alike = lines.filter((line) => Math.abs(line.size - size) <= 0.12 * size).length;
  return alike < 0.7 * lines.length;
}

/** Titles with page numbers that never fall. */
function isContents(draft: Draft): boolean {
  const pages = column(draft, -1);
  const numbers = pages.map(Number);
  if (pages.length < 3 || !numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 10_000)) return false;
  const rising = numbers.slice(1).every((number, index) => number >= (numbers[index] ?? 0));
  const first = column(draft, 0);
  const isNumbered = draft.columns.length === 3 && first.filter((text) => SECTION_NUMBER.test(text)).length >= 0.7 * first.length;
  return rising && (draft.columns.length === 2 || isNumbered);
}

/** Characters in a line, and share of its column that it fills, from which on it may be running text. */
const RUNNING_LENGTH = 24;
const RUNNING_FILL = 0.65;

/** Columns of prose, or prose with words in its margin. */
function isRunningText({ columns, lines, texts }: Draft): boolean {
  const running = columns.filter(({ left, right }, index) => {
    const inColumn = lines.flatMap(({ cells }) => {
      const segments = cells[index];
      return segments ? [segments] : [];
    });
    const length = inColumn.reduce((sum, segments) => sum + segments.reduce((inCell, each) => inCell + each.length, 0), 0);
    const width = inColumn.reduce((sum, segments) => sum + (segments.at(-1)?.right ?? 0) - (segments[0]?.left ?? 0), 0);
    const count = inColumn.length || 1;
    return count >= 3 && length / count >= RUNNING_LENGTH && width / count >= RUNNING_FILL * (right - left);
  }).length;
  return running >= 2 ? running * 2 > columns.length : running === 1 && columns.length === 2 && texts.length > 0;
}
