import { Ban, Check, CircleAlert, Clock, Play, type LucideIcon } from 'lucide-react';
import type { FileState } from '../../shared/model/file';

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
