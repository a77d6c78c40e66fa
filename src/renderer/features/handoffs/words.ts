import type { Tone } from '../../parts/state-label';
import type { HandoffAct, HandoffState, Occurrence } from '../../../shared/model/handoff';
import { Archive, CircleAlert, CircleCheck, CircleDashed, Clock, CornerUpLeft, Hand, LockOpen, MailWarning, PenLine, RefreshCw, TriangleAlert, type LucideIcon } from 'lucide-react';
import { joinWords } from '../../format/join-words';
import { t } from '../../../shared/words/words';

interface StateWord {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

/** In the order of the chips: what needs somebody first. */
export const STATE_WORDS: Readonly<Record<HandoffState, StateWord>> = {
  stuck: { word: t('Stuck'), tone: 'attention', icon: CircleAlert },
  error: { word: t('Error'), tone: 'attention', icon: TriangleAlert },
  writing: { word: t('Writing'), tone: 'inProgress', icon: PenLine },
  ready: { word: t('Ready'), tone: 'waiting', icon: CircleDashed },
  pickedUp: { word: t('Picked up'), tone: 'inProgress', icon: Hand },
  processed: { word: t('Processed'), tone: 'done', icon: CircleCheck },
};

export const STATE_ORDER = Object.keys(STATE_WORDS) as HandoffState[];

interface ActWord {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly done: string;
}

export const ACT_WORDS: Readonly<Record<HandoffAct, ActWord>> = {
  breakLock: { label: t('Break stale lock'), icon: LockOpen, done: t('The lock of a dead process was taken away') },
  retry: { label: t('Take it now'), icon: RefreshCw, done: t('Filemill takes it') },
  toErrors: { label: t('Send to errors/'), icon: MailWarning, done: t('It lies in errors/, with the reason') },
  requeue: { label: t('Put back'), icon: CornerUpLeft, done: t('It lies where it lay: its consumer meets it again') },
  archive: { label: t('Archive now'), icon: Archive, done: t('It is archived') },
};

interface OccurrenceWord {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

export const OCCURRENCE_WORDS: Readonly<Record<Occurrence['state'], OccurrenceWord>> = {
  met: { word: t('Arrived'), tone: 'done', icon: CircleCheck },
  late: { word: t('Late'), tone: 'waiting', icon: Clock },
  faulty: { word: t('Wrong'), tone: 'attention', icon: TriangleAlert },
  missed: { word: t('Missing'), tone: 'attention', icon: CircleAlert },
  coming: { word: t('Due'), tone: 'plain', icon: CircleDashed },
};

export const DAY_NAMES = [t('Mon'), t('Tue'), t('Wed'), t('Thu'), t('Fri'), t('Sat'), t('Sun')] as const;

/** "on weekdays", "every day", "on Mon and Thu". */
export function daysInWords(days: readonly number[]): string {
  const sorted = [...days].sort((one, other) => one - other).join('');
  if (sorted === '1234567') return t('every day');
  if (sorted === '12345') return t('on weekdays');
  const names = [...days].sort((one, other) => one - other).map((day) => DAY_NAMES[day - 1] ?? '');
  return t('on {days}', { days: joinWords(names, 'and') });
}

/** Of a route's end that no sidecar names. */
export const programName = (name: string | null): string => (name === null || name === '' ? '—' : name);
