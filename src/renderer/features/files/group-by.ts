import type { FileFilter } from '../../../shared/contract/engine-api';
import { FILE_STATES, type Accounting, type Lane } from '../../../shared/model/file';
import type { FolderView } from '../../../shared/model/folder';
import { SHOWN_WORDS } from '../../format/state-words';
import type { Tone } from '../../parts/state-label';
import { filterOf, type Shown } from '../../state/route-store';

export const GROUPINGS = ['none', 'folder', 'step'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What the list is narrowed to, whatever it is grouped by. */
export interface Narrowing {
  state: Shown;
  lane: Lane | null;
  folderId: number | null;
  query: string;
}

export interface Group {
  /** The same for as long as it means the same files. */
  id: string;
  title: string;
  /** Of a step; null for a folder. */
  tone: Tone | null;
  filter: FileFilter;
  /** Null: it has to be asked for. */
  count: number | null;
  /** The group that its files count under too. */
  partOf: string | null;
  opensAtFirst: boolean;
}

interface Facts {
  folders: readonly Pick<FolderView, 'id' | 'settings' | 'accounting'>[];
  accounting: Accounting;
}

/** In the order in which a file passes them. What is retried or set aside waits as well, so these are parts of waiting. */
const STEPS = ['inProgress', 'waiting', 'retrying', 'held', 'attention', 'done', 'ignored'] as const satisfies readonly Shown[];
const WAITING_PARTS: ReadonlySet<Shown> = new Set<Shown>(['retrying', 'held']);
/** What is still on its way, or needs somebody, is on show from the start. */
const OPEN_STEPS: ReadonlySet<Shown> = new Set<Shown>(['inProgress', 'waiting', 'attention']);
const TONES: Readonly<Partial<Record<Shown, Tone>>> = { retrying: 'waiting', held: 'waiting', clearedToday: 'done' };
/** More folders than these begin closed, but for the first. */
const OPEN_FOLDERS = 3;

export function filterFor({ state, lane, folderId, query }: Narrowing): FileFilter {
  return {
    ...filterOf(state),
    ...(lane === null ? {} : { lane }),
    ...(folderId === null ? {} : { folderId }),
    ...(query.trim() === '' ? {} : { query: query.trim(), foldsCopies: true }),
  };
}

/** The groups of a list, also empty ones, so that none comes and goes while files pass through. */
export function groupsOf(grouping: Grouping, narrowing: Narrowing, facts: Facts): Group[] {
  switch (grouping) {
    case 'none':
      return [];
    case 'folder':
      return byFolder(narrowing, facts);
    case 'step':
      return byStep(narrowing, facts);
  }
}

function byFolder(narrowing: Narrowing, { folders }: Facts): Group[] {
  const { folderId } = narrowing;
  return folders
    .filter(({ id }) => folderId === null || id === folderId)
    .map(({ id, settings, accounting }, index, { length }) => ({
      id: `folder.${id}`,
      title: settings.name,
      tone: null,
      filter: filterFor({ ...narrowing, folderId: id }),
      count: countIn(accounting, narrowing),
      partOf: null,
      opensAtFirst: index === 0 || length <= OPEN_FOLDERS,
    }));
}

function byStep(narrowing: Narrowing, { folders, accounting }: Facts): Group[] {
  const { state, folderId } = narrowing;
  const counted = folderId === null ? accounting : folders.find(({ id }) => id === folderId)?.accounting;
  const isOfState = (step: Shown): boolean => state === 'all' || step === state || (state === 'waiting' && WAITING_PARTS.has(step));
  const steps: readonly Shown[] = state === 'clearedToday' ? [state] : STEPS.filter(isOfState);
  return steps.map((step) => ({
    id: `step.${step}`,
    title: SHOWN_WORDS[step].word,
    tone: TONES[step] ?? FILE_STATES.find((one) => one === step) ?? 'plain',
    filter: filterFor({ ...narrowing, state: step }),
    count: counted ? countIn(counted, { ...narrowing, state: step }) : null,
    partOf: WAITING_PARTS.has(step) && steps.includes('waiting') ? SHOWN_WORDS.waiting.word : null,
    opensAtFirst: OPEN_STEPS.has(step) || steps.length === 1,
  }));
}

/** From the accounting, as far as that counts it. */
function countIn(accounting: Accounting, { state, lane, query }: Narrowing): number | null {
  if (lane !== null || query.trim() !== '') return null;
  if (state === 'all') return accounting.seen;
  const counted = FILE_STATES.find((one) => one === state);
  return counted ? accounting[counted] : null;
}

/** Every file once; null while a group has not been counted. */
export function totalOf(groups: readonly { count: number | null; partOf: string | null }[]): number | null {
  return groups.reduce<number | null>(
    (sum, { count, partOf }) => (partOf !== null ? sum : sum === null || count === null ? null : sum + count),
    0,
  );
}
