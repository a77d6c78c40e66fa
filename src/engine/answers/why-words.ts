import { displayName } from '../../shared/model/display-name';
import type { FileEvent, Trigger } from '../../shared/model/file';

export const EVENT_WORDS: Record<FileEvent, string> = {
  created: 'Created',
  modified: 'Modified',
  content_changed: 'Content changed',
  deleted: 'Deleted',
  moved: 'Moved',
};

export const TRIGGER_WORDS: Record<Trigger, string> = {
  live: 'seen at once',
  scan: 'found by a scan',
  manual: 'asked for in the window',
  cli: 'asked for on the command line',
};

/** For a sentence that goes on within another one; names in capitals stay. */
export const goingOn = (sentence: string): string =>
  /^[A-Z](?![A-Z])/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;

export const quoted = (name: string): string => `“${displayName(name)}”`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time in its largest unit: "40 seconds", "3 hours". */
export function inWords(ms: number): string {
  const [unit, length] = UNITS.find(([, least]) => ms >= least) ?? UNITS[3];
  const count = Math.max(1, Math.round(ms / length));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** How long from now: "in 40 seconds", or at once for what is due. */
export const untilThen = (instant: number, now: number): string =>
  instant - now < 1_000 ? 'in a moment' : `in ${inWords(instant - now)}`;
