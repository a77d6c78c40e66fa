import type { OcrOptions } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { LayoutLine, OcrPageFacts } from '../../shared/model/page-layout';
import type { Context, PageRaster } from '../kit/processor';
import { EngineFailure, type OcrEngine } from './engine/ocr-engine';
import { withEngine } from './engine/warm-engines';
import { lookAtPage, type PageLook } from './look/look-at-page';
import { toGrey } from './picture/grey-picture';
import { judge, type Judgement } from './recipe/judge';
import { missedText } from './recipe/missed-text';
import { bestOf, nextRecipe, type Outcome } from './recipe/next-recipe';
import { preparePage } from './recipe/prepare-page';
import { chooseRecipe, type Recipe } from './recipe/recipe';
import { t, words } from '../../shared/words/words';

export interface RasterReading {
  readonly engine: string;
  /** Words joined by spaces, lines by line feeds, blocks by an empty line. */
  readonly text: string;
  /** In reading order; boxes in pixels of the raster. */
  readonly lines: LayoutLine[];
  readonly facts: Omit<OcrPageFacts, 'page'>;
}

interface Try extends Outcome {
  readonly lines: LayoutLine[];
  readonly steps: string[];
}

const PAGE_LIMIT_MS = 180_000;
/** Of the limit; a further try may take twice as long as all before it and must not cost what they gave. */
const LAST_TRY_BY = 0.3;
const RUBBISH_CONFIDENCE = 40;
const POOR_CONFIDENCE = 50;
const RUBBISH_DOUBTS = 0.6;
/** Grey levels; stronger grain is a picture of something, not paper. */
const MAX_PAPER_GRAIN = 25;
const CLEAR_LINES = 1.6;
const MIN_LETTERS_OF_LINES = 60;
/** Fewer groups of pixels than this in a row are no text. */
const MIN_LETTERS_IN_WORDS = 3;
const BLANK_INK_SHARE = 1e-3;

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
    return await readPage(raster, options, { ...context, signal }, { began, lastTryBy: began + limitMs * LAST_TRY_BY });
  } catch (error) {
    if (context.signal.aborted) throw new FilemillError('call.cancelled', t('Reading the page was cancelled.'));
    if (!limit.aborted) throw error;
    throw new FilemillError('file.tooSlow', t('The page was not read within {limitMs} s.', { limitMs: Math.round(limitMs / 1000) }), {
      hint: t('Scan it again at 300 dots per inch, or turn OCR off for this folder.'),
      cause: error,
    });
  }
}

async function readPage(
  raster: PageRaster,
  options: OcrOptions,
  context: Pick<Context, 'signal' | 'progress'>,
  { began, lastTryBy }: { began: number; lastTryBy: number },
): Promise<RasterReading> {
  context.signal.throwIfAborted();
  context.progress(t('Looking at the page'), null);
  const picture = toGrey(raster);
  const look = lookAtPage(picture);
  const finish = finisher(began);
  const skipped = nothingToRead(look, options.mode);
  if (skipped !== null) return finish('', [], null, skipped);

  const first = chooseRecipe(look, raster.width, raster.height, raster.dpi);
  const [engineName, tries] = await withWorkingEngine(options, context.signal, async (engine, countReading) => {
    const attempt = async (recipe: Recipe, label: string): Promise<Try> => {
      const { page, steps, placeBack, placeOn } = preparePage(picture, look, recipe, raster.dpi);
      context.signal.throwIfAborted();
      countReading();
      const lines = await engine.read(page, context.signal, (fraction) => context.progress(label, fraction));
      const placed = lines.map(({ block, words }) => ({
        block,
        turn: (360 + recipe.turn + recipe.deskew) % 360,
        words: words.map((word) => ({ ...word, box: placeBack(word.box) })),
      }));
      const missed = missedText(look, { lines, placeOn, scale: recipe.scale });
      return { recipe, lines: placed, judged: judge(lines), missed, steps: [...steps, ...segmentationWords(recipe)] };
    };
    const done: [Try, ...Try[]] = [await attempt(first, t('Reading the page'))];
    if (isHopeless(done[0], look, options.mode)) return [engine.name, done] as const;
    for (let next = nextRecipe(done, look, raster); next !== null; next = nextRecipe(done, look, raster)) {
      if (performance.now() > lastTryBy) break;
      done.push(await attempt(next, t('Reading the page again, prepared in another way')));
    }
    return [engine.name, done] as const;
  });
  const best = bestOf(tries);
  if (best.judged.words === 0 || (options.mode === 'automatic' && isRubbish(best.judged))) return finish(engineName, tries, null, t(NO_TEXT));
  return finish(engineName, tries, best, null);
}

const NO_TEXT = words('The picture holds no text.');
const BLANK = words('The page is blank.');

/** Why no engine need be asked, or null. */
function nothingToRead(look: PageLook, mode: OcrOptions['mode']): string | null {
  const isEmpty = look.letters === 0 && look.inkShare < BLANK_INK_SHARE;
  if (isEmpty && look.noise.deviation <= MAX_PAPER_GRAIN) return t(BLANK);
  return mode === 'automatic' && look.inWords.length < MIN_LETTERS_IN_WORDS ? t(NO_TEXT) : null;
}

/** What engines see in leaves, tiles and cables. */
function isRubbish({ confidence, doubtfulWords, words }: Judgement): boolean {
  return confidence < RUBBISH_CONFIDENCE || (confidence < POOR_CONFIDENCE && doubtfulWords > words * RUBBISH_DOUBTS);
}

/** A picture without text: rubbish was read, and what looked like letters did not stand in lines. */
function isHopeless({ judged }: Outcome, look: PageLook, mode: OcrOptions['mode']): boolean {
  const hasLines = look.skew.clarity >= CLEAR_LINES && look.inWords.length >= MIN_LETTERS_OF_LINES;
  return mode === 'automatic' && judged.confidence < RUBBISH_CONFIDENCE && !hasLines;
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
    throw new FilemillError('file.tooComplex', t('The text engine failed on this page twice.'), {
      hint: t('Scan the page again, or at a lower resolution.'),
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
        attempts: tries.map(({ steps, judged, missed }) => ({
          preprocessing: steps,
          confidence: round(judged.confidence),
          words: judged.words,
          ...(missed.lines > 0 ? { missedLines: Math.round(missed.lines * 1e4) / 1e4 } : {}),
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
