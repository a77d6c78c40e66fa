import type { Tone } from '../../../parts/state-label';
import { locale, t } from '../../../../shared/words/words';

const figure = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** How far a table is to be trusted, in words and as the number itself: "Sure, 0.98", "Doubtful, 0.54". */
export function scoreWords(score: number): { label: string; tone: Tone } {
  const rounded = Math.round(score * 100) / 100;
  const [word, tone] = rounded >= 0.9 ? ([t('Sure'), 'done'] as const) : rounded >= 0.7 ? ([t('Fairly sure'), 'plain'] as const) : ([t('Doubtful'), 'waiting'] as const);
  return { label: `${word}, ${figure.format(rounded)}`, tone };
}
