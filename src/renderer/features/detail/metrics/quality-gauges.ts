import type { ImageReport } from '../../../../shared/model/report';
import { isFlat } from '../../../../shared/model/is-flat';
import { formatMeasure } from '../../../format/measure';
import { BRIGHT_ABOVE, DARK_BELOW, PALE_BELOW } from '../../images/judge-picture';
import { t } from '../../../../shared/words/words';

type Quality = NonNullable<ImageReport['quality']>;

export interface GaugeFacts {
  id: 'sharpness' | 'brightness' | 'contrast' | 'noise';
  label: string;
  value: number;
  /** Where it stands on its scale, 0–1. */
  at: number;
  /** Borders on the scale, 0–1, each with its number. */
  borders: readonly { at: number; value: number }[];
  tone: 'done' | 'waiting' | 'attention' | 'plain';
  word: string;
  /** Why, in a sentence. */
  why: string;
}

/** Sharpness runs from 0 into the thousands: its scale is that of its square root, up to this value. */
const SHARPEST = 2_500;
const NOISIEST = Math.sqrt(SHARPEST);
const WHITE = 255;
/** Half of the pixels black, half white: nothing has more contrast. */
const MOST_CONTRAST = 127.5;

const within = (part: number): number => Math.max(0, Math.min(1, part));
const rootScale = (value: number): number => within(Math.sqrt(Math.max(0, value) / SHARPEST));

/** The measures of a picture with what they mean. */
export function qualityGauges(quality: Quality): GaugeFacts[] {
  return [sharpnessGauge(quality), brightnessGauge(quality), contrastGauge(quality), noiseGauge(quality)];
}

function sharpnessGauge({ sharpness, isBlurry, blurThreshold, contrast }: Quality): GaugeFacts {
  const [shown, border] = [formatMeasure(sharpness), formatMeasure(blurThreshold)];
  const base = { id: 'sharpness', label: t('Sharpness'), value: sharpness, at: rootScale(sharpness), borders: [{ at: rootScale(blurThreshold), value: blurThreshold }] } as const;
  if (isFlat(contrast)) return { ...base, tone: 'plain', word: t('Nothing to judge by'), why: t('The picture shows no edge that could be sharp or blurry.') };
  if (isBlurry) return { ...base, tone: 'attention', word: t('Blurry'), why: t('Blurry because its sharpness {shown} is below {border}.', { shown, border }) };
  if (sharpness < blurThreshold * 2) {
    return { ...base, tone: 'waiting', word: t('Rather soft'), why: t('Its sharpness {shown} is above {border}, though not by much.', { shown, border }) };
  }
  return { ...base, tone: 'done', word: t('Sharp'), why: t('Sharp because its sharpness {shown} is well above {border}.', { shown, border }) };
}

function brightnessGauge({ brightness }: Quality): GaugeFacts {
  const shown = formatMeasure(brightness);
  const borders = [DARK_BELOW, BRIGHT_ABOVE].map((value) => ({ at: value / WHITE, value }));
  const base = { id: 'brightness', label: t('Brightness'), value: brightness, at: within(brightness / WHITE), borders } as const;
  if (brightness < DARK_BELOW) return { ...base, tone: 'waiting', word: t('Dark'), why: t('Dark because its mean {shown} of 255 is below {border}.', { shown, border: DARK_BELOW }) };
  if (brightness > BRIGHT_ABOVE) {
    return { ...base, tone: 'waiting', word: t('Very bright'), why: t('Its mean {shown} of 255 is above {border}: overexposed, or a page.', { shown, border: BRIGHT_ABOVE }) };
  }
  return { ...base, tone: 'done', word: t('Well lit'), why: t('Its mean {shown} of 255 lies between {darkest} and {brightest}.', { shown, darkest: DARK_BELOW, brightest: BRIGHT_ABOVE }) };
}

function contrastGauge({ contrast }: Quality): GaugeFacts {
  const shown = formatMeasure(contrast);
  const base = { id: 'contrast', label: t('Contrast'), value: contrast, at: within(contrast / MOST_CONTRAST), borders: [{ at: PALE_BELOW / MOST_CONTRAST, value: PALE_BELOW }] } as const;
  if (contrast < PALE_BELOW) return { ...base, tone: 'waiting', word: t('Pale'), why: t('Pale because its grey values spread by {shown} only, below {border}.', { shown, border: PALE_BELOW }) };
  return { ...base, tone: 'done', word: t('Enough'), why: t('Its grey values spread by {shown}, above {border}.', { shown, border: PALE_BELOW }) };
}

function noiseGauge({ noise }: Quality): GaugeFacts {
  return {
    id: 'noise',
    label: t('Noise'),
    value: noise,
    at: within(noise / NOISIEST),
    borders: [],
    tone: 'plain',
    word: '',
    why: t('How much neighbouring pixels differ: grain and fine detail both raise it.'),
  };
}
