import type { TextItem } from '../pdf/page-fragments';
import type { PdfiumDocument } from './pdfium-document';

const MAX_CHARACTERS = 2_000_000;
/** Shares of the font size: a character further on begins a new run, one further back too. */
const GAP = 0.6;
const STEP_BACK = 0.2;
const SAME_BASELINE = 0.1;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LINE_BREAK = /[\r\n]/;
/** Two doubles for the origin, six floats for the matrix, four for the box. */
const GLYPH_BYTES = 56;

interface Glyph {
  text: string;
  x: number;
  y: number;
  /** Unit vector of the writing. */
  dx: number;
  dy: number;
  size: number;
  advance: number;
}

/** The text of a page in runs along one baseline, in the order of the file and in the shape that the first reader gives. */
export function textRuns(document: PdfiumDocument, page: number): TextItem[] {
  const textPage = document.calls.FPDFText_LoadPage(page);
  if (textPage === 0) return [];
  const items = document.memory.lend(GLYPH_BYTES, (room) => collectRuns(document, textPage, room));
  document.calls.FPDFText_ClosePage(textPage);
  return items;
}

function collectRuns(document: PdfiumDocument, textPage: number, room: number): TextItem[] {
  const { calls } = document;
  const items: TextItem[] = [];
  let run: Glyph[] = [];
  const flush = (): void => {
    const endsWithSpace = run.at(-1)?.text.trim() === '';
    const item = toItem(run);
    if (item) items.push(item);
    if (endsWithSpace) items.push(space(false));
    run = [];
  };
  const count = Math.min(calls.FPDFText_CountChars(textPage), MAX_CHARACTERS);
  for (let index = 0; index < count; index += 1) {
    const code = calls.FPDFText_GetUnicode(textPage, index);
    const text = code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    const isLeading = run.length === 0 && text.trim() === '';
    if (isLeading || LINE_BREAK.test(text) || calls.FPDFText_IsGenerated(textPage, index) === 1) {
      flush();
      if (text.trim() === '') items.push(space(LINE_BREAK.test(text)));
      continue;
    }
    const glyph = readGlyph(document, { textPage, index, text, room });
    if (run.length > 0 && !follows(run, glyph)) flush();
    run.push(glyph);
  }
  flush();
  return items;
}

interface GlyphPlace {
  textPage: number;
  index: number;
  text: string;
  room: number;
}

function readGlyph({ calls, memory }: PdfiumDocument, { textPage, index, text, room }: GlyphPlace): Glyph {
  calls.FPDFText_GetCharOrigin(textPage, index, room, room + 8);
  calls.FPDFText_GetMatrix(textPage, index, room + 16);
  calls.FPDFText_GetLooseCharBox(textPage, index, room + 40);
  const [x = 0, y = 0] = memory.doubles(room, 2);
  const [a = 1, b = 0, c = 0, d = 1] = memory.floats(room + 16, 4);
  const [left = 0, top = 0, right = 0, bottom = 0] = memory.floats(room + 40, 4);
  const length = Math.hypot(a, b) || 1;
  const [dx, dy] = [a / length, b / length];
  const fontSize = calls.FPDFText_GetFontSize(textPage, index) || 1;
  const advance = Math.abs(dx) * Math.abs(right - left) + Math.abs(dy) * Math.abs(top - bottom);
  return { text, x, y, dx, dy, size: fontSize * (Math.hypot(c, d) || 1), advance };
}

function follows(run: Glyph[], next: Glyph): boolean {
  const last = run.at(-1) as Glyph;
  if (Math.abs(last.size - next.size) > 0.01 * last.size || Math.abs(last.dx - next.dx) + Math.abs(last.dy - next.dy) > 0.01) return false;
  const [stepX, stepY] = [next.x - last.x, next.y - last.y];
  const across = stepY * last.dx - stepX * last.dy;
  if (Math.abs(across) > SAME_BASELINE * last.size) return false;
  const along = stepX * last.dx + stepY * last.dy;
  const isBackward = RIGHT_TO_LEFT.test(last.text) || RIGHT_TO_LEFT.test(next.text);
  if (isBackward) return along <= STEP_BACK * last.size && along >= -(last.advance + next.advance + GAP * last.size);
  return along >= -STEP_BACK * last.size && along <= last.advance + GAP * last.size;
}

function toItem(run: Glyph[]): TextItem | null {
  while (run.at(-1)?.text.trim() === '') run.pop();
  const [first] = run;
  if (!first) return null;
  const { dx, dy, size } = first;
  const starts = run.map(({ x, y }) => (x - first.x) * dx + (y - first.y) * dy);
  const ends = starts.map((start, i) => start + (run[i] as Glyph).advance);
  let [start, end] = [Infinity, -Infinity];
  for (let i = 0; i < run.length; i += 1) {
    start = Math.min(start, starts[i] as number);
    end = Math.max(end, ends[i] as number);
  }
  const str = run.map(({ text }) => text).join('');
  const isRightToLeft = RIGHT_TO_LEFT.test(str);
  const offsets = run.flatMap(({ text }, i) => {
    const offset = isRightToLeft ? end - (ends[i] as number) : (starts[i] as number) - start;
    return Array.from({ length: text.length }, () => offset);
  });
  return {
    str,
    dir: isRightToLeft ? 'rtl' : 'ltr',
    width: end - start,
    height: size,
    transform: [dx * size, dy * size, -dy * size, dx * size, first.x + start * dx, first.y + start * dy],
    hasEOL: false,
    fontName: '',
    offsets: [...offsets, end - start],
  };
}

function space(hasEOL: boolean): TextItem {
  return { str: hasEOL ? '' : ' ', dir: 'ltr', width: 0, height: 0, transform: [1, 0, 0, 1, 0, 0], hasEOL, fontName: '' };
}
