import type { FlowPart } from '../../../shared/model/flow';
import { formatCount } from '../../format/number';
import type { Column, FlowLink, ShownPart } from './group-parts';
import { t } from '../../../shared/words/words';

export const COLUMN_WORDS: Readonly<Record<Column, string>> = { folder: t('Folders'), lane: t('Lanes'), rule: t('Rules'), destination: t('Destinations') };

export interface Figure {
  tone: 'inProgress' | 'waiting' | 'attention' | 'plain';
  text: string;
}

/** What is in a part now, and what went through it today. */
export function figuresOf({ active, waiting, done, failed }: Pick<FlowPart, 'active' | 'waiting' | 'done' | 'failed'>): Figure[] {
  return [
    ...(failed > 0 ? [{ tone: 'attention' as const, text: t('{failed, number} failed', { failed }) }] : []),
    ...(active > 0 ? [{ tone: 'inProgress' as const, text: t('{active, number} now', { active }) }] : []),
    ...(waiting > 0 ? [{ tone: 'waiting' as const, text: t('{waiting, number} waiting', { waiting }) }] : []),
    ...(done > 0 ? [{ tone: 'plain' as const, text: t('{done, number} today', { done }) }] : []),
  ];
}

/** "Scans: 2 failed, 14 today", for those who hear it. */
export function describePart(part: ShownPart): string {
  const words = [part.detail, ...figuresOf(part).map(({ text }) => text)].filter(Boolean);
  return `${part.title}: ${words.join(', ') || t('nothing today')}`;
}

/** "12/min" */
export const rateWords = (perMinute: number): string => (perMinute > 0 ? `${formatCount(perMinute)}/min` : '');

/** "1,204 · 12/min"; the rate alone where there is little room. '' where nothing passed. */
export function linkWords({ files, perMinute }: FlowLink, isNarrow: boolean): string {
  if (files === 0) return '';
  const rate = rateWords(perMinute);
  if (rate === '') return formatCount(files);
  return isNarrow ? rate : `${formatCount(files)} · ${rate}`;
}

/** CSS pixels of one sign, between two figures, and beside all of them in a box. */
const SIGN = 6.3;
const BETWEEN = 8;
const BESIDE = 22;

/** Those that have room in a box, the gravest first; the first one always. */
export function figuresThatFit(figures: readonly Figure[], boxWidth: number): Figure[] {
  let left = boxWidth - BESIDE;
  const shown: Figure[] = [];
  for (const figure of figures) {
    left -= figure.text.length * SIGN;
    if (shown.length > 0 && left < 0) break;
    left -= BETWEEN;
    shown.push(figure);
  }
  return shown;
}
