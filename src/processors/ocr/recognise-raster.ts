import type { OcrOptions } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { LayoutLine, OcrPageFacts } from '../../shared/model/page-layout';
import type { Context, PageRaster } from '../kit/processor';
import { EngineFailure, type OcrEngine } from './engine/ocr-engine';
import { withEngine } from './engine/warm-engines';
import { lookAtPage, type PageLook } from './look/look-at-page';
import { toGrey } from './picture/grey-picture';
import { judge, type Judgement } from './recipe/judge';
import { missesText, nextRecipes } from './recipe/next-recipes';
import { preparePage } from './recipe/prepare-page';
import { chooseRecipe, type Recipe } from './recipe/recipe';

export interface RasterReading {
  readonly engine: string;
  /** Words joined by spaces, lines by line feeds, blocks by an empty line. */
  readonly text: string;
  /** In reading order; boxes in pixels of the raster. */
  readonly lines: LayoutLine[];
  readonly facts: Omit<OcrPageFacts, 'page'>;
}

interface Try {
  readonly lines: LayoutLine[];
  readonly judged: Judgement;
  readonly steps: string[];
}

const PAGE_LIMIT_MS = 180_000;
const GOOD_CONFIDENCE = 80;
const GOOD_PLAUSIBLE = 0.75;
const RUBBISH_CONFIDENCE = 40;
/** Fewer groups of pixels than this in a row are no text. */
const MIN_LETTERS_IN_WORDS = 3;
const BLANK_INK_SHARE = 2e-6;

/**
 * Reads a page: prepares its picture as it needs, reads it, and where the reading is poor tries again in other ways
 * and keeps the best. Throws `call.cancelled` at the signal, `file.tooSlow` after three minutes, `ocr.noLanguage`.
 */
export async function recogniseRaster(
  raster: PageRaster,
  options: OcrOptions,
  context: Pick<Context, 'signal' | 'progress'>,
  limitMs = PAGE_LIMIT_MS,
): Promise<RasterReading> {
  const began = performance.now();
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([context.signal, limit]);
  try {
    return await readPage(raster, options, { ...context, signal }, began);
  } catch (error) {
    if (context.signal.aborted) throw new FilemillError('call.cancelled', 'Reading the page was cancelled.');
    if (!limit.aborted) throw error;
    throw new FilemillError('file.tooSlow', `The page was not read within ${Math.round(limitMs / 1000)} s.`, {
      hint: 'Scan it again at 300 dots per inch, or turn OCR off for this folder.',
      cause: error,
    });
  }
}

async function readPage(
  raster: PageRaster,
  options: OcrOptions,
  context: Pick<Context, 'signal' | 'progress'>,
  began: number,
): Promise<RasterReading> {
  context.signal.throwIfAborted();
  context.progress('Looking at the page', null);
  const picture = toGrey(raster);
  const look = lookAtPage(picture);
  const finish = finisher(began);
  const skipped = nothingToRead(look, options.mode);
  if (skipped !== null) return finish('', [], null, skipped);

  const first = chooseRecipe(look, raster.width, raster.height, raster.dpi);
  const tries: Try[] = [];
  const engineName = await withWorkingEngine(options, context.signal, async (engine, countReading) => {
    tries.length = 0;
    const attempt = async (recipe: Recipe, label: string): Promise<Try> => {
      const { page, steps, placeBack } = preparePage(picture, look, recipe, raster.dpi);
      context.signal.throwIfAborted();
      countReading();
      const lines = await engine.read(page, context.signal, (fraction) => context.progress(label, fraction));
      const placed = lines.map(({ block, words }) => ({
        block,
        words: words.map((word) => ({ ...word, box: placeBack(word.box) })),
      }));
      const done = { lines: placed, judged: judge(lines), steps: [...steps, ...segmentationWords(recipe)] };
      tries.push(done);
      return done;
    };
    const { judged } = await attempt(first, 'Reading the page');
    if (isGood(judged, look) || isHopeless(judged, look, options.mode)) return engine.name;
    for (const recipe of nextRecipes(first, look, judged, raster)) {
      const again = await attempt(recipe, 'Reading the page again, prepared in another way');
      if (isGood(again.judged, look)) break;
    }
    return engine.name;
  });
  const best = tries.reduce((one, other) => (other.judged.worth > one.judged.worth ? other : one));
  const isRubbish = options.mode === 'automatic' && best.judged.confidence < RUBBISH_CONFIDENCE;
  if (best.judged.words === 0 || isRubbish) return finish(engineName, tries, null, NO_TEXT);
  return finish(engineName, tries, best, null);
}

const NO_TEXT = 'The picture holds no text.';
const BLANK = 'The page is blank.';

/** Why no engine need be asked, or null. */
function nothingToRead(look: PageLook, mode: OcrOptions['mode']): string | null {
  if (look.inkShare < BLANK_INK_SHARE || (look.letters === 0 && look.inkShare < 0.001)) return BLANK;
  return mode === 'automatic' && look.lettersInWords < MIN_LETTERS_IN_WORDS ? NO_TEXT : null;
}

function isGood(judged: Judgement, look: PageLook): boolean {
  return judged.confidence >= GOOD_CONFIDENCE && judged.plausible >= GOOD_PLAUSIBLE && !missesText(look, judged);
}

/** A picture without text: rubbish was read, and what looked like letters did not stand in lines. */
function isHopeless(judged: Judgement, look: PageLook, mode: OcrOptions['mode']): boolean {
  return mode === 'automatic' && judged.confidence < RUBBISH_CONFIDENCE && (look.skew.clarity < 1.6 || look.lettersInWords < 60);
}

function segmentationWords({ segmentation }: Recipe): string[] {
  return segmentation === 'automatic' ? [] : [`as ${segmentation === 'scattered' ? 'scattered words' : `one ${segmentation}`}`];
}

/** An engine that fails is replaced once: by the one that ships where it was the machine's. */
async function withWorkingEngine<T>(
  options: OcrOptions,
  signal: AbortSignal,
  work: (engine: OcrEngine, countReading: () => void) => Promise<T>,
): Promise<T> {
  try {
    return await withEngine(options, signal, work);
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
  }
  try {
    return await withEngine({ ...options, useNative: false }, signal, work);
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    throw new FilemillError('file.tooComplex', 'The text engine failed on this page twice.', {
      hint: 'Scan the page again, or at a lower resolution.',
      details: error.message,
      cause: error,
    });
  }
}

function finisher(began: number) {
  return (engine: string, tries: readonly Try[], kept: Try | null, skipped: string | null): RasterReading => {
    const lines = kept?.lines ?? [];
    return {
      engine,
      text: textOf(lines),
      lines,
      facts: {
        confidence: round(kept?.judged.confidence ?? 0),
        preprocessing: kept?.steps ?? [],
        attempts: tries.map(({ steps, judged }) => ({
          preprocessing: steps,
          confidence: round(judged.confidence),
          words: judged.words,
        })),
        skipped,
        words: kept?.judged.words ?? 0,
        doubtfulWords: kept?.judged.doubtfulWords ?? 0,
        durationMs: Math.round(performance.now() - began),
      },
    };
  };
}

function textOf(lines: readonly LayoutLine[]): string {
  return lines
    .map(({ block, words }, index) => {
      const before = lines[index - 1];
      const separator = before === undefined ? '' : before.block === block ? '\n' : '\n\n';
      return separator + words.map((word) => word.text).join(' ');
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export { closeEngines } from './engine/warm-engines';
