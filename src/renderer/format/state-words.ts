import { Ban, Check, CircleAlert, Clock, Play, type LucideIcon } from 'lucide-react';
import type { FileState } from '../../shared/model/file';
import type { Shown } from '../state/route-store';

interface StateWord {
  readonly word: string;
  /** In chips, where room is short. */
  readonly short: string;
  readonly icon: LucideIcon;
}

export const STATE_WORDS: Readonly<Record<FileState, StateWord>> = {
  inProgress: { word: 'In progress', short: 'In progress', icon: Play },
  waiting: { word: 'Waiting', short: 'Waiting', icon: Clock },
  attention: { word: 'Needs attention', short: 'Attention', icon: CircleAlert },
  done: { word: 'Done', short: 'Done', icon: Check },
  ignored: { word: 'Ignored', short: 'Ignored', icon: Ban },
};

/** The words of everything a list can be narrowed to. */
export const SHOWN_WORDS: Readonly<Record<Shown, Pick<StateWord, 'word' | 'short'>>> = {
  ...STATE_WORDS,
  all: { word: 'All', short: 'All' },
  retrying: { word: 'Retrying', short: 'Retrying' },
  held: { word: 'Set aside', short: 'Set aside' },
  clearedToday: { word: 'Cleared by itself today', short: 'Cleared today' },
};
