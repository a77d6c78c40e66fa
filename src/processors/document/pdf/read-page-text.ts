import type { PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from './page-fragments';
import { usualWidth } from './word-advances';

/** ISO 32000-1, table 165: invisible, hidden, no view. */
const UNSEEN = 0x01 | 0x02 | 0x20;
const MAX_NOTES = 2_000;
const MAX_LINES = 500;
const MAX_UNITS = 20_000;
/** Where a field leaves the size to the viewer. */
const USUAL_SIZE = 10;
/** Shares of the size. */
const LEADING = 1.15;
const BELOW_BASELINE = 0.22;

/** As much of what the library says of an annotation as counts here. */
interface Annotation {
  subtype?: unknown;
  annotationFlags?: unknown;
  rect?: unknown;
  rotation?: unknown;
  fieldType?: unknown;
  fieldValue?: unknown;
  password?: unknown;
  comb?: unknown;
  options?: unknown;
  contentsObj?: { str?: unknown };
  /** Lines of its appearance. */
  textContent?: unknown;
  /** From the lower left corner to the first letter of the lowest line. */
  textPosition?: unknown;
  defaultAppearanceData?: { fontSize?: unknown };
}

export interface PageText {
  /** Runs of text; what is filled into fields and noted on the page comes last, each in its place. */
  readonly items: readonly TextItem[];
  /** The page has no text but what is filled in and noted. */
  readonly isOnlyNotes: boolean;
}

/** The text of a page with its notes. Throws what the library throws on a page that it can't read. */
export async function readPageText(page: PDFPageProxy): Promise<PageText> {
  // Notes that can't be read spoil no page.
  const asked = page.getAnnotations().catch(() => []);
  const items = (await page.getTextContent()).items as TextItem[];
  const notes = notesOf((await asked) as Annotation[], items);
  if (notes.length === 0) return { items, isOnlyNotes: false };
  return { items: [...items, ...notes], isOnlyNotes: items.every(({ str }) => str.trim() === '') };
}

/** What the page itself has at its place is left out, and what is hidden or a password. */
function notesOf(annotations: readonly Annotation[], items: readonly TextItem[]): TextItem[] {
  const notes: TextItem[] = [];
  for (const annotation of annotations) {
    if (notes.length >= MAX_NOTES) break;
    const area = areaOf(annotation);
    const lines = area ? linesOf(annotation) : [];
    if (!area || lines.length === 0 || isThere(lines, area, items) || isThere(lines, area, notes)) continue;
    for (const item of runsOf(lines, area, annotation)) notes.push(item);
  }
  return notes;
}

function linesOf(annotation: Annotation): string[] {
  if ((Number(annotation.annotationFlags) & UNSEEN) !== 0 || annotation.password === true) return [];
  const text = textOf(annotation).slice(0, MAX_UNITS);
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trim());
  return lines.filter((line) => line !== '').slice(0, MAX_LINES);
}

function textOf({ subtype, fieldType, fieldValue, comb, options, contentsObj, textContent }: Annotation): string {
  const isField = subtype === 'Widget' && (fieldType === 'Tx' || fieldType === 'Ch');
  if (!isField && subtype !== 'FreeText') return '';
  // Of a row of boxes, one a letter, the appearance has the letters apart.
  if (comb === true) return String(fieldValue ?? '');
  if (Array.isArray(textContent)) return textContent.join('\n');
  if (!isField) return String(contentsObj?.str ?? '');
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values.map((value) => shownValue(value, options)).join('\n');
}

/** What a list shows for the value that it keeps. */
function shownValue(value: unknown, options: unknown): string {
  const list = (Array.isArray(options) ? options : []) as { exportValue?: unknown; displayValue?: unknown }[];
  const option = list.find(({ exportValue }) => exportValue === value);
  return String(option?.displayValue ?? value ?? '');
}

/** In the coordinates of the file; `u` runs along the text, `v` up from its lower edge. */
interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** Quarters by which the text is turned, counterclockwise. */
  readonly quarters: number;
  readonly width: number;
  readonly height: number;
}

function areaOf({ rect, rotation }: Annotation): Area | null {
  if (!Array.isArray(rect) || rect.length !== 4 || !rect.every((value) => Number.isFinite(value))) return null;
  const [left, bottom, right, top] = rect as [number, number, number, number];
  if (right <= left || top <= bottom) return null;
  const quarters = typeof rotation === 'number' && rotation % 90 === 0 ? (((rotation / 90) % 4) + 4) % 4 : 0;
  const [across, up] = [right - left, top - bottom];
  return { left, bottom, right, top, quarters, width: quarters % 2 === 0 ? across : up, height: quarters % 2 === 0 ? up : across };
}

function isThere(lines: readonly string[], { left, bottom, right, top }: Area, items: readonly TextItem[]): boolean {
  const within = items.filter(({ transform: [, , , , x = 0, y = 0] }) => x >= left - 1 && x <= right && y >= bottom - 1 && y <= top);
  return within.length > 0 && withoutSpace(within.map(({ str }) => str).join('')).includes(withoutSpace(lines.join('')));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

function runsOf(lines: readonly string[], area: Area, annotation: Annotation): TextItem[] {
  const room = area.height / lines.length;
  const ownSize = Number(annotation.defaultAppearanceData?.fontSize);
  const size = Math.max(1, ownSize > 0 ? ownSize : Math.min(USUAL_SIZE, room / LEADING));
  const step = Math.min(LEADING * size, room);
  const start = firstPlace(lines.length, area, { size, step, annotation });
  return lines.map((line, i) => {
    const width = annotation.comb === true ? area.width : Math.min(usualWidth(line) * size, area.width);
    const [x, y] = placeIn(area, start.u, start.v + (lines.length - 1 - i) * step);
    const [cos, sin] = TURNS[area.quarters] ?? [1, 0];
    return {
      // The space parts it from the label in front, however wide that is.
      str: ` ${line}`,
      dir: 'ltr',
      width,
      height: size,
      transform: [cos * size, sin * size, -sin * size, cos * size, x, y],
      hasEOL: true,
      fontName: '',
    };
  });
}

/** Where the lowest line begins: as the appearance has it; else a single line in the middle, more from the top. */
function firstPlace(count: number, area: Area, { size, step, annotation }: { size: number; step: number; annotation: Annotation }): { u: number; v: number } {
  const place = annotation.textPosition;
  if (area.quarters === 0 && Array.isArray(place) && isInside(place, area)) return { u: Number(place[0]), v: Number(place[1]) };
  const free = count === 1 ? (area.height - size) / 2 : area.height - count * step;
  return { u: Math.min(2, area.width / 4), v: Math.max(0, free) + BELOW_BASELINE * size };
}

function isInside([u, v]: unknown[], { width, height }: Area): boolean {
  return typeof u === 'number' && typeof v === 'number' && u >= 0 && u <= width && v >= 0 && v <= height;
}

/** Cosine and sine. */
const TURNS: readonly (readonly [number, number])[] = [[1, 0], [0, 1], [-1, 0], [0, -1]];

function placeIn({ left, bottom, right, top, quarters }: Area, u: number, v: number): [number, number] {
  if (quarters === 1) return [right - v, bottom + u];
  if (quarters === 2) return [right - u, top - v];
  if (quarters === 3) return [left + v, top - u];
  return [left + u, bottom + v];
}
