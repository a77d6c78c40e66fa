import { Ban, Check, CircleAlert, Clock, Play, type LucideIcon } from 'lucide-react';
import type { FileState } from '../../shared/model/file';
import type { Shown } from '../state/route-store';
import { t } from '../../shared/words/words';

interface StateWord {
  readonly word: string;
  /** In chips, where room is short. */
  readonly short: string;
  readonly icon: LucideIcon;
}

export const STATE_WORDS: Readonly<Record<FileState, StateWord>> = {
  inProgress: { word: t('In progress'), short: t('In progress'), icon: Play },
  waiting: { word: t('Waiting'), short: t('Waiting'), icon: Clock },
  attention: { word: t('Needs attention'), short: t('Attention'), icon: CircleAlert },
  done: { word: t('Done'), short: t('Done'), icon: Check },
  ignored: { word: t('Ignored'), short: t('Ignored'), icon: Ban },
};

/** The words of everything a list can be narrowed to. */
export const SHOWN_WORDS: Readonly<Record<Shown, Pick<StateWord, 'word' | 'short'>>> = {
  ...STATE_WORDS,
  all: { word: t('All'), short: t('All') },
  retrying: { word: t('Retrying'), short: t('Retrying') },
  held: { word: t('Set aside'), short: t('Set aside') },
  clearedToday: { word: t('Cleared by itself today'), short: t('Cleared today') },
};
