import type { OPS as PdfjsOps, PageViewport, PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '../../../../shared/model/page-layout';
import { boxAround, clipped, initialState, overlap, transformed, type DrawingState, type Ink } from './drawing-state';
import { toMatrix } from './matrix';
import { mergeRulings } from './merge-rulings';
import { readPath } from './read-path';
import { NO_RULINGS, type Ruling, type Rulings } from './rulings';
import { markOf, traceFill, traceStroke } from './trace-marks';

export type OperatorList = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;
export type Ops = typeof PdfjsOps;

/** A page with more of them is a drawing. */
const MAX_MARKS = 20_000;
/** More shaded boxes are a picture. */
const MAX_SHADES = 2_000;
const MAX_DEPTH = 200;
/** A white line shows where at least so much of it runs over shading. */
const MIN_ON_SHADE = 0.4;
const FAINTEST = 0.05;

interface Marks {
  horizontals: Ruling[];
  verticals: Ruling[];
  shades: Box[];
  whites: Box[];
}

/**
 * The level and upright lines that a page draws, as strokes or thin filled boxes, merged where they continue one
 * another, and its shaded boxes; in points from the top left corner of the page as shown. What is clipped away,
 * transparent, or white on white is left out. None at all for a page that draws more than any table needs.
 */
export function collectRulings(operatorList: OperatorList, ops: Ops, viewport: PageViewport): Rulings {
  const marks: Marks = { horizontals: [], verticals: [], shades: [], whites: [] };
  const page: Box = { x: 0, y: 0, width: viewport.width, height: viewport.height };
  let state = clipped(initialState(toMatrix(viewport.transform)), page);
  const saved: DrawingState[] = [];
  let clips = false;
  const save = (): void => {
    if (saved.length < MAX_DEPTH) saved.push(state);
  };
  const restore = (): void => {
    state = saved.pop() ?? state;
  };
  for (let index = 0; index < operatorList.fnArray.length; index += 1) {
    const args: unknown = operatorList.argsArray[index];
    switch (operatorList.fnArray[index]) {
      case ops.save:
        save();
        break;
      case ops.restore:
      case ops.paintFormXObjectEnd:
        restore();
        break;
      case ops.transform:
        state = transformed(state, toMatrix(args));
        break;
      case ops.paintFormXObjectBegin:
        save();
        state = transformed(state, toMatrix(item(args, 0)));
        break;
      case ops.setLineWidth:
        state = { ...state, lineWidth: Number(item(args, 0)) || 0 };
        break;
      case ops.setStrokeRGBColor:
      case ops.setStrokeColorN:
      case ops.setStrokeTransparent:
        state = { ...state, stroke: inkOf(state.stroke, args) };
        break;
      case ops.setFillRGBColor:
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state = { ...state, fill: inkOf(state.fill, args) };
        break;
      case ops.setGState:
        state = withGraphicsState(state, item(args, 0));
        break;
      case ops.clip:
      case ops.eoClip:
        clips = true;
        break;
      case ops.constructPath: {
        const box = takePath(marks, state, Number(item(args, 0)), item(item(args, 1), 0), ops);
        if (clips && box) state = clipped(state, box);
        clips = false;
        break;
      }
    }
    if (marks.horizontals.length + marks.verticals.length + marks.shades.length > MAX_MARKS) return NO_RULINGS;
  }
  addVisibleWhites(marks);
  return {
    horizontals: mergeRulings(marks.horizontals),
    verticals: mergeRulings(marks.verticals),
    shades: marks.shades.length > MAX_SHADES ? [] : marks.shades,
  };
}

function item(list: unknown, index: number): unknown {
  return typeof list === 'object' && list !== null ? (list as Record<number, unknown>)[index] : undefined;
}

function inkOf(before: Ink, args: unknown): Ink {
  const colour = item(args, 0);
  return { ...before, colour: typeof colour === 'string' && colour.startsWith('#') ? colour.toLowerCase() : null };
}

function withGraphicsState(state: DrawingState, entries: unknown): DrawingState {
  if (!Array.isArray(entries)) return state;
  return entries.reduce<DrawingState>((now, entry) => {
    const [key, value] = [item(entry, 0), item(entry, 1)];
    if (typeof value !== 'number') return now;
    if (key === 'LW') return { ...now, lineWidth: value };
    if (key === 'CA') return { ...now, stroke: { ...now.stroke, opacity: value } };
    if (key === 'ca') return { ...now, fill: { ...now.fill, opacity: value } };
    return now;
  }, state);
}

/** Returns the box around the path. */
function takePath(marks: Marks, state: DrawingState, operator: number, data: unknown, ops: Ops): Box | null {
  if (!ArrayBuffer.isView(data)) return null;
  const subpaths = readPath(data as unknown as ArrayLike<number>, state.matrix);
  const strokes = operator === ops.stroke || operator === ops.closeStroke;
  const fills = operator === ops.fill || operator === ops.eoFill;
  const both = [ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke].some((code) => code === operator);
  const [a, b, c, d] = state.matrix;
  const penWidth = state.lineWidth * Math.sqrt(Math.abs(a * d - b * c));
  for (const subpath of subpaths) {
    if (fills || both) {
      const box = traceFill(subpath);
      if (box) takeBox(marks, box, state.fill, state.clip);
    }
    if (strokes || both) {
      for (const box of traceStroke(subpath, penWidth)) takeBox(marks, box, state.stroke, state.clip);
    }
  }
  return subpaths.length === 0 ? null : boxAround(subpaths.flatMap(({ points }) => points));
}

function takeBox(marks: Marks, drawn: Box, { colour, opacity }: Ink, clip: Box | null): void {
  const box = clip ? overlap(drawn, clip) : drawn;
  if (!box || opacity < FAINTEST) return;
  if (colour !== null && isWhite(colour)) {
    if (markOf(box) !== 'area' && marks.whites.length < MAX_MARKS) marks.whites.push(box);
    return;
  }
  addMark(marks, box);
}

function addMark(marks: Marks, box: Box): void {
  const mark = markOf(box);
  if (mark === 'area') marks.shades.push(box);
  if (mark === 'horizontal') marks.horizontals.push({ position: box.y + box.height / 2, from: box.x, to: box.x + box.width });
  if (mark === 'vertical') marks.verticals.push({ position: box.x + box.width / 2, from: box.y, to: box.y + box.height });
}

function isWhite(colour: string): boolean {
  return /^#f[a-f]f[a-f]f[a-f]$/.test(colour);
}

function addVisibleWhites(marks: Marks): void {
  const shades = marks.shades.slice(0, 1_000);
  const whites = marks.whites.slice(0, 2_000);
  const visible = new Set(whites.filter((white) => isOnShade(white, shades)).map(extent));
  for (const white of whites) if (visible.has(extent(white))) addMark(marks, white);
}

function isOnShade(white: Box, shades: Box[]): boolean {
  const isLevel = white.width > white.height;
  const length = (box: Box): number => (isLevel ? box.width : box.height);
  const covered = shades.reduce((sum, shade) => {
    const shared = overlap(shade, white);
    return sum + (shared ? length(shared) : 0);
  }, 0);
  return covered >= MIN_ON_SHADE * length(white);
}

/** Equal for white lines of one grid: between two rows that are not shaded it is as good as the others. */
function extent({ x, y, width, height }: Box): string {
  const [from, to] = width > height ? [x, x + width] : [y, y + height];
  return `${width > height} ${Math.round(from)} ${Math.round(to)}`;
}
