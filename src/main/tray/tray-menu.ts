import type { Snapshot } from '../../shared/model/engine';
import type { HistoryRow } from '../../shared/model/history';
import { displayName } from '../../shared/model/display-name';
import type { EngineStatus } from '../supervise/engine-supervisor';
import { t } from '../../shared/words/words';
import { trayFace } from './tray-face';

/** What a click on an item asks for; done by the shell. */
export type TrayAct =
  | { do: 'open' }
  | { do: 'resume' }
  | { do: 'settings' }
  | { do: 'quit' }
  | { do: 'pause'; for: 'halfHour' | 'untilTomorrow' | 'good' }
  | { do: 'showFile'; id: number }
  | { do: 'scan' | 'openFolder'; folderId: number };

export type TrayItem =
  | 'separator'
  | { readonly label: string; readonly act: TrayAct }
  /** It can't be chosen: a word, or something that is not possible now. */
  | { readonly label: string; readonly isOff: true }
  | { readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayFacts {
  readonly status: EngineStatus;
  readonly snapshot: Snapshot | null;
  /** What reached its end last, newest first. */
  readonly results: readonly HistoryRow[];
}

export const RESULTS_SHOWN = 5;
/** A menu with more folders would be taller than the screen. */
const FOLDERS_SHOWN = 20;
const LONGEST_LABEL = 48;

/** The menu of the tray icon, from top to bottom. */
export function trayMenu({ status, snapshot, results }: TrayFacts): TrayItem[] {
  const isRunning = status.state === 'running' && snapshot !== null;
  const folders = isRunning ? snapshot.folders.slice(0, FOLDERS_SHOWN) : [];
  const perFolder = (kind: 'scan' | 'openFolder'): TrayItem[] =>
    folders.map(({ id, settings }) => ({ label: labelOf(settings.name), act: { do: kind, folderId: id } }));
  return [
    { label: trayFace(status, snapshot).line, isOff: true },
    'separator',
    { label: t('Open Filemill'), act: { do: 'open' } },
    ...pauseItems(isRunning ? snapshot.state : null),
    'separator',
    ...resultItems(results),
    folders.length > 0 ? { label: t('Scan now'), items: perFolder('scan') } : { label: t('Scan now'), isOff: true },
    folders.length > 0 ? { label: t('Open drop folder'), items: perFolder('openFolder') } : { label: t('Open drop folder'), isOff: true },
    'separator',
    { label: t('Settings'), act: { do: 'settings' } },
    { label: t('Quit (watching stops)'), act: { do: 'quit' } },
  ];
}

function pauseItems(state: Snapshot['state'] | null): TrayItem[] {
  if (state === 'paused') return [{ label: t('Resume'), act: { do: 'resume' } }];
  if (state !== 'running') return [{ label: t('Pause'), isOff: true }];
  return [
    {
      label: t('Pause'),
      items: [
        { label: t('For 30 minutes'), act: { do: 'pause', for: 'halfHour' } },
        { label: t('Until tomorrow morning'), act: { do: 'pause', for: 'untilTomorrow' } },
        { label: t('Until I resume it'), act: { do: 'pause', for: 'good' } },
      ],
    },
  ];
}

function resultItems(results: readonly HistoryRow[]): TrayItem[] {
  const items = results.flatMap((row): TrayItem[] =>
    row.type === 'job' ? [{ label: labelOf(`${row.name}: ${row.stateLabel}`), act: { do: 'showFile', id: row.fileId } }] : [],
  );
  if (items.length === 0) return [];
  return [{ label: t('Last results'), isOff: true }, ...items.slice(0, RESULTS_SHOWN), 'separator'];
}

/** A stranger's file name in a menu: nothing hidden in it, not too long, and `&` is a letter and no key. */
function labelOf(text: string): string {
  const shown = [...displayName(text)];
  const half = Math.floor((LONGEST_LABEL - 1) / 2);
  const short = shown.length <= LONGEST_LABEL ? shown : [...shown.slice(0, half), '…', ...shown.slice(-half)];
  return short.join('').replaceAll('&', '&&');
}

const MORNING = 6;

/** When a pause ends by itself, in the local time of `now`; null when it does not. */
export function pauseEnd(length: 'halfHour' | 'untilTomorrow' | 'good', now: Date): number | null {
  if (length === 'good') return null;
  if (length === 'halfHour') return now.getTime() + 30 * 60_000;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING).getTime();
}
