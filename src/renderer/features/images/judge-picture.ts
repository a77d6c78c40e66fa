import type { PictureMeasures } from '../../../shared/model/file';
import { isFlat } from '../../../shared/model/is-flat';
import { t } from '../../../shared/words/words';

/** Mean of the grey values, 0–255: below it a picture is dark, and far below it so dark that little can be seen. */
export const DARK_BELOW = 60;
const BLACK_BELOW = 30;
/** Above it most of a picture is nearly white. */
export const BRIGHT_ABOVE = 200;
/** Standard deviation of the grey values: below it a picture is pale. */
export const PALE_BELOW = 25;
/** So many times the blur threshold is sharp without doubt. */
const SURELY_SHARP = 2;

export type Flaw = 'blurry' | 'soft' | 'dark' | 'bright' | 'pale';
export const FLAW_WORDS: Readonly<Record<Flaw, string>> = {
  blurry: t('Blurry'),
  soft: t('Rather soft'),
  dark: t('Dark'),
  bright: t('Very bright'),
  pale: t('Pale'),
};

export interface Verdict {
  /** Green, yellow, red; grey where nothing was measured. */
  tone: 'done' | 'waiting' | 'attention' | 'ignored';
  /** The worst flaw, or that there is none. */
  word: string;
  /** The worst first. */
  flaws: readonly Flaw[];
}

type Measured = Pick<PictureMeasures, 'sharpness' | 'brightness' | 'contrast'>;

/** What measures say about a picture at a glance. A scanned page is bright, too, so that this alone is never red. */
export function judgePicture({ sharpness, brightness, contrast }: Measured, blurThreshold: number): Verdict {
  // By the threshold as it is set now, also where the row was read before it changed.
  const hasNoEdges = isFlat(contrast);
  const blurry = !hasNoEdges && sharpness !== null && sharpness < blurThreshold;
  const flaws: Flaw[] = [];
  if (blurry) flaws.push('blurry');
  if (brightness !== null && brightness < DARK_BELOW) flaws.push('dark');
  if (brightness !== null && brightness > BRIGHT_ABOVE) flaws.push('bright');
  if (contrast !== null && contrast < PALE_BELOW && !hasNoEdges) flaws.push('pale');
  if (!blurry && !hasNoEdges && sharpness !== null && sharpness < blurThreshold * SURELY_SHARP) flaws.push('soft');
  const [worst] = flaws;
  if (worst === undefined) {
    if (hasNoEdges) return { tone: 'ignored', word: t('Flat'), flaws };
    const isKnown = sharpness !== null && brightness !== null;
    return isKnown ? { tone: 'done', word: t('Good'), flaws } : { tone: 'ignored', word: t('Not measured'), flaws };
  }
  const isBad = blurry || (brightness !== null && brightness < BLACK_BELOW);
  return { tone: isBad ? 'attention' : 'waiting', word: FLAW_WORDS[worst], flaws };
}
