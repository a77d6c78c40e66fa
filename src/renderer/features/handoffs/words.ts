import type { Tone } from '../../parts/state-label';
import type { HandoffAct, HandoffState, Occurrence } from '../../../shared/model/handoff';
import { Archive, CircleAlert, CircleCheck, CircleDashed, Clock, CornerUpLeft, Hand, LockOpen, MailWarning, PenLine, RefreshCw, TriangleAlert, type LucideIcon } from 'lucide-react';

interface StateWord {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

/** In the order of the chips: what needs somebody first. */
export const STATE_WORDS: Readonly<Record<HandoffState, StateWord>> = {
  stuck: { word: 'Stuck', tone: 'attention', icon: CircleAlert },
  error: { word: 'Error', tone: 'attention', icon: TriangleAlert },
  writing: { word: 'Writing', tone: 'inProgress', icon: PenLine },
  ready: { word: 'Ready', tone: 'waiting', icon: CircleDashed },
  pickedUp: { word: 'Picked up', tone: 'inProgress', icon: Hand },
  processed: { word: 'Processed', tone: 'done', icon: CircleCheck },
};

export const STATE_ORDER = Object.keys(STATE_WORDS) as HandoffState[];

interface ActWord {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly done: string;
}

export const ACT_WORDS: Readonly<Record<HandoffAct, ActWord>> = {
  breakLock: { label: 'Break stale lock', icon: LockOpen, done: 'The lock of a dead process was taken away' },
  retry: { label: 'Take it now', icon: RefreshCw, done: 'Filemill takes it' },
  toErrors: { label: 'Send to errors/', icon: MailWarning, done: 'It lies in errors/, with the reason' },
  requeue: { label: 'Put back', icon: CornerUpLeft, done: 'It lies where it lay: its consumer meets it again' },
  archive: { label: 'Archive now', icon: Archive, done: 'It is archived' },
};

interface OccurrenceWord {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

export const OCCURRENCE_WORDS: Readonly<Record<Occurrence['state'], OccurrenceWord>> = {
  met: { word: 'Arrived', tone: 'done', icon: CircleCheck },
  late: { word: 'Late', tone: 'waiting', icon: Clock },
  faulty: { word: 'Wrong', tone: 'attention', icon: TriangleAlert },
  missed: { word: 'Missing', tone: 'attention', icon: CircleAlert },
  coming: { word: 'Due', tone: 'plain', icon: CircleDashed },
};

export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** "on weekdays", "every day", "on Mon and Thu". */
export function daysInWords(days: readonly number[]): string {
  const sorted = [...days].sort((one, other) => one - other).join('');
  if (sorted === '1234567') return 'every day';
  if (sorted === '12345') return 'on weekdays';
  const names = [...days].sort((one, other) => one - other).map((day) => DAY_NAMES[day - 1] ?? '');
  return `on ${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ` : ''}${names.at(-1) ?? ''}`;
}

/** Of a route's end that no sidecar names. */
export const programName = (name: string | null): string => (name === null || name === '' ? '—' : name);
