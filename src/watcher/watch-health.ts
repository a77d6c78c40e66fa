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
  if (root !== '') return { mode: 'waitingForDrive', label: 'Waiting for drive', sentence: root };
  const problems = problemSentence(facts);
  const join = (...sentences: string[]): string => sentences.filter(Boolean).join(' ');
  if (facts.polling) {
    const every = duration(facts.polling.everyMs);
    const sentence = join(facts.polling.reason, `Filemill looks through the folder every ${every}.`, problems, facts.polling.fix);
    return facts.polling.isDegraded
      ? { mode: 'degraded', label: `Degraded: polling ${every}`, sentence }
      : { mode: 'polling', label: `Polling ${every}`, sentence };
  }
  if (!facts.isStarted) return { mode: 'starting', label: 'Starting', sentence: problems };
  if (facts.isCatchingUp) {
    return {
      mode: 'catchingUp',
      label: 'Catching up',
      sentence: join('Very many files arrive at once; the folder is looked through again as soon as it calms down.', problems),
    };
  }
  return { mode: 'live', label: 'Live', sentence: problems };
}

function rootSentence({ rootState, rootError }: WatchFacts): string {
  const resumes = t('No file counts as deleted; Filemill goes on by itself when it is back.');
  switch (rootState) {
    case 'ok':
    case 'replaced':
      return '';
    case 'missing':
      return `The folder is not there: perhaps its drive is not connected, or it was moved or renamed. ${resumes}`;
    case 'unmounted':
      return `The folder is empty because the drive that was mounted on it is no longer connected. ${resumes}`;
    case 'notFolder':
      return `Something that is no folder lies at this place. ${resumes}`;
    case 'offline':
      return `The folder can’t be read (${reasonFor(rootError)}). ${resumes}`;
  }
}

function problemSentence({ problems, problemCount }: WatchFacts): string {
  const [first] = problems;
  if (!first) return '';
  const what = problemCount === 1 ? 'A subfolder' : `${problemCount} subfolders`;
  const named = problemCount === 1 ? first.path : `the first is ${first.path}`;
  return t('{what} can’t be read: {named} ({code}).', { what, named, code: reasonFor(first.code) });
}

function reasonFor(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EIO':
      return 'the drive reports a read error';
    case 'ENAMETOOLONG':
      return 'its path is too long';
    case 'UNMOUNTED':
      return 'the drive mounted there is no longer connected';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    case 'ESTALE':
    case 'ENOTCONN':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
      return 'the server does not answer';
    default:
      return code || 'unknown reason';
  }
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 90 ? `${Math.max(seconds, 1)} s` : `${Math.round(seconds / 60)} min`;
}
