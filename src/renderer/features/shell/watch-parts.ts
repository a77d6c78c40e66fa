import type { FolderView, WatchMode } from '../../../shared/model/folder';
import type { Level } from '../../../shared/model/engine';
import type { Tone } from '../../parts/state-label';
import { t } from '../../../shared/words/words';

export const MODE_TONES: Readonly<Record<WatchMode, Tone>> = {
  starting: 'inProgress',
  live: 'done',
  polling: 'waiting',
  catchingUp: 'inProgress',
  degraded: 'attention',
  waitingForDrive: 'ignored',
  paused: 'ignored',
};

/** In the order in which they are told. */
const MODES = Object.keys(MODE_TONES) as WatchMode[];

interface WatchPart {
  words: string;
  tone: Tone;
  level: Level;
}

/** "3 folders live", "1 polling", "1 waiting for drive": only the modes that occur. */
export function watchParts(folders: readonly FolderView[]): WatchPart[] {
  if (folders.length === 0) return [{ words: t('No folders watched'), tone: 'plain', level: 'ok' }];
  const counts = new Map<WatchMode, number>();
  for (const { health } of folders) counts.set(health.mode, (counts.get(health.mode) ?? 0) + 1);
  const parts: WatchPart[] = [];
  for (const mode of MODES) {
    const count = counts.get(mode);
    if (!count) continue;
    parts.push({
      words: parts.length === 0 ? foldersIn(mode, count) : moreIn(mode, count),
      tone: MODE_TONES[mode],
      level: mode === 'degraded' ? 'problem' : 'ok',
    });
  }
  return parts;
}

const foldersIn = (mode: WatchMode, count: number): string =>
  t(
    '{count, plural, one {# folder} other {# folders}} {mode, select, starting {starting} live {live} polling {polling} catchingUp {catching up} degraded {degraded} waitingForDrive {waiting for drive} other {paused}}',
    { mode, count },
  );

const moreIn = (mode: WatchMode, count: number): string =>
  t('{count} {mode, select, starting {starting} live {live} polling {polling} catchingUp {catching up} degraded {degraded} waitingForDrive {waiting for drive} other {paused}}', { mode, count });
