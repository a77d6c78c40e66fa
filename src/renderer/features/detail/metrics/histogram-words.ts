import type { ImageReport } from '../../../../shared/model/report';
import { t } from '../../../../shared/words/words';

type Histogram = NonNullable<ImageReport['content']>['histogram'];

const DARK_STEPS = 21;
const LIGHT_FROM = 43;
/** Ends of the scale that hold a larger share look cut off. */
const MUCH = 0.05;

const percent = (part: number): string => `${Math.round(part * 100)} %`;
const sumOf = (steps: readonly number[]): number => steps.reduce((sum, step) => sum + step, 0);

/** What the histogram shows, in words. */
export function histogramWords({ grey }: Histogram): string {
  const all = sumOf(grey);
  if (all === 0) return t('Nothing to count.');
  const [dark, middle, light] = [grey.slice(0, DARK_STEPS), grey.slice(DARK_STEPS, LIGHT_FROM), grey.slice(LIGHT_FROM)].map(
    (part) => sumOf(part) / all,
  ) as [number, number, number];
  const spread = t('{dark} of the picture is dark, {middle} in between, {light} light.', { dark: percent(dark), middle: percent(middle), light: percent(light) });
  const black = (grey[0] ?? 0) / all;
  const white = (grey.at(-1) ?? 0) / all;
  const ends = [black > MUCH ? t('{black} is black', { black: percent(black) }) : null, white > MUCH ? t('{white} is white', { white: percent(white) }) : null].filter((end) => end !== null);
  return ends.length === 0 ? spread : `${spread} ${ends.join(', ')}.`;
}
