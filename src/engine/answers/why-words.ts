import { displayName } from '../../shared/model/display-name';
import type { FileEvent, Trigger } from '../../shared/model/file';
import { t, words } from '../../shared/words/words';

export const EVENT_WORDS: Record<FileEvent, string> = {
  created: words('Created'),
  modified: words('Modified'),
  content_changed: words('Content changed'),
  deleted: words('Deleted'),
  moved: words('Moved'),
};

export const TRIGGER_WORDS: Record<Trigger, string> = {
  live: words('seen at once'),
  scan: words('found by a scan'),
  manual: words('asked for in the window'),
  cli: words('asked for on the command line'),
};

export const quoted = (name: string): string => t('“{name}”', { name: displayName(name) });

const UNITS = [
  [words('{count, plural, one {# day} other {# days}}'), 86_400_000],
  [words('{count, plural, one {# hour} other {# hours}}'), 3_600_000],
  [words('{count, plural, one {# minute} other {# minutes}}'), 60_000],
  [words('{count, plural, one {# second} other {# seconds}}'), 1_000],
] as const;

/** A length of time in its largest unit: "40 seconds", "3 hours". */
export function inWords(ms: number): string {
  const [unit, length] = UNITS.find(([, least]) => ms >= least) ?? UNITS[3];
  const count = Math.max(1, Math.round(ms / length));
  return t(unit, { count });
}

/** How long from now: "in 40 seconds", or at once for what is due. */
export const untilThen = (instant: number, now: number): string =>
  instant - now < 1_000 ? t('in a moment') : t('in {length}', { length: inWords(instant - now) });
