import type { WatchHealth } from '../shared/model/folder';
import type { RootState } from './folder-root';
import type { ScanProblem } from './scan-messages';
import { t } from '../shared/words/words';

/** What is known about how well a folder is watched. */
export interface WatchFacts {
  rootState: RootState;
  rootError: string;
  /** The first scan is over and, where there are events, all directories are watched. */
  isStarted: boolean;
  isCatchingUp: boolean;
  /** Set when the folder is looked through at short intervals because no events can be had. */
  polling: { everyMs: number; reason: string; fix: string; isDegraded: boolean } | null;
  problems: readonly ScanProblem[];
  problemCount: number;
}

/** Health in the user's words; the gravest fact wins. */
export function describeHealth(facts: WatchFacts): WatchHealth {
  const root = rootSentence(facts);
  if (root !== '') return { mode: 'waitingForDrive', label: t('Waiting for drive'), sentence: root };
  const problems = problemSentence(facts);
  const join = (...sentences: string[]): string => sentences.filter(Boolean).join(' ');
  if (facts.polling) {
    const every = duration(facts.polling.everyMs);
    const sentence = join(facts.polling.reason, t('Filemill looks through the folder every {every}.', { every }), problems, facts.polling.fix);
    return facts.polling.isDegraded
      ? { mode: 'degraded', label: t('Degraded: polling {every}', { every }), sentence }
      : { mode: 'polling', label: t('Polling {every}', { every }), sentence };
  }
  if (!facts.isStarted) return { mode: 'starting', label: t('Starting'), sentence: problems };
  if (facts.isCatchingUp) {
    return {
      mode: 'catchingUp',
      label: t('Catching up'),
      sentence: join(t('Very many files arrive at once; the folder is looked through again as soon as it calms down.'), problems),
    };
  }
  return { mode: 'live', label: t('Live'), sentence: problems };
}

function rootSentence({ rootState, rootError }: WatchFacts): string {
  const what = rootTrouble(rootState, rootError);
  return what === null ? '' : `${what} ${t('No file counts as deleted; Filemill goes on by itself when it is back.')}`;
}

function rootTrouble(rootState: RootState, rootError: string): string | null {
  switch (rootState) {
    case 'ok':
    case 'replaced':
      return null;
    case 'missing':
      return t('The folder is not there: perhaps its drive is not connected, or it was moved or renamed.');
    case 'unmounted':
      return t('The folder is empty because the drive that was mounted on it is no longer connected.');
    case 'notFolder':
      return t('Something that is no folder lies at this place.');
    case 'offline':
      return t('The folder can’t be read ({reason}).', { reason: reasonFor(rootError) });
  }
}

function problemSentence({ problems, problemCount }: WatchFacts): string {
  const [first] = problems;
  if (!first) return '';
  return t('{count, plural, one {A subfolder can’t be read: {path} ({reason}).} other {# subfolders can’t be read: the first is {path} ({reason}).}}', {
    count: problemCount,
    path: first.path,
    reason: reasonFor(first.code),
  });
}

function reasonFor(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return t('permission denied');
    case 'EIO':
      return t('the drive reports a read error');
    case 'ENAMETOOLONG':
      return t('its path is too long');
    case 'UNMOUNTED':
      return t('the drive mounted there is no longer connected');
    case 'EMFILE':
    case 'ENFILE':
      return t('too many files are open');
    case 'ESTALE':
    case 'ENOTCONN':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
      return t('the server does not answer');
    default:
      return code || t('unknown reason');
  }
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 90 ? `${Math.max(seconds, 1)} s` : `${Math.round(seconds / 60)} min`;
}
