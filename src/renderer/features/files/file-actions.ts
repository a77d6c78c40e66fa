import type { FileRow } from '../../../shared/model/file';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { useRoute } from '../../state/route-store';
import { attempt, tell } from '../../state/toast-store';
import { useDetailTab } from '../detail/detail-store';
import { t } from '../../../shared/words/words';

export type Subject = Pick<FileRow, 'id' | 'name'>;

interface Wording {
  /** After the name or number of the files: "is tried again", "are tried again". */
  one: string;
  many: string;
  /** When it held for none of them. */
  none: string;
}

const WORDS = {
  retry: { one: t('is tried again'), many: t('are tried again'), none: t('There is nothing to retry') },
  hold: { one: t('is set aside'), many: t('are set aside'), none: t('There is nothing to set aside') },
  takeUp: { one: t('is taken up again'), many: t('are taken up again'), none: t('None of it was set aside') },
  cancel: { one: t('is cancelled'), many: t('are cancelled'), none: t('There is nothing to cancel') },
  accept: { one: t('counts as done'), many: t('count as done'), none: t('There is nothing to accept') },
  front: { one: t('goes next'), many: t('go next'), none: t('None of it is waiting') },
} as const satisfies Record<string, Wording>;

function tellHow(words: Wording, subjects: readonly Subject[], count: number, undo?: () => void): void {
  const [only] = subjects;
  const who = subjects.length === 1 && only ? middleEllipsis(displayName(only.name), 40) : t('{count, plural, one {# file} other {# files}}', { count });
  if (count === 0) tell(words.none);
  else tell(`${who} ${count === 1 ? words.one : words.many}`, undo && { label: t('Undo'), run: undo });
}

function act(words: Wording, subjects: readonly Subject[], ask: (ids: number[]) => Promise<{ count: number }>, undo?: () => void): void {
  void attempt(async () => {
    const { count } = await ask(subjects.map(({ id }) => id));
    tellHow(words, subjects, count, undo);
  });
}

export function retryFiles(subjects: readonly Subject[]): void {
  act(WORDS.retry, subjects, (ids) => callEngine('files.retry', { ids }));
}

export function holdFiles(subjects: readonly Subject[], held: boolean): void {
  const words = held ? WORDS.hold : WORDS.takeUp;
  act(words, subjects, (ids) => callEngine('files.hold', { ids, held }), () => holdFiles(subjects, !held));
}

export function cancelFiles(subjects: readonly Subject[]): void {
  act(WORDS.cancel, subjects, (ids) => callEngine('files.cancel', { ids }), () => retryFiles(subjects));
}

/** A doubtful reading will do; taken back, the file is read again. */
export function acceptFiles(subjects: readonly Subject[]): void {
  act(WORDS.accept, subjects, (ids) => callEngine('files.accept', { ids }), () => retryFiles(subjects));
}

export function moveToFront(subjects: readonly Subject[]): void {
  act(WORDS.front, subjects, (ids) => callEngine('files.prioritise', { ids }));
}

export function openFile(id: number): void {
  void attempt(() => callShell('file.open', { id }));
}

export function revealFile(id: number): void {
  void attempt(() => callShell('file.reveal', { id }));
}

/** Leads to the answer, from whichever list. */
export function showWhy(id: number): void {
  useDetailTab.getState().setTab('why');
  const { route, adjust, go } = useRoute.getState();
  if (route.section === 'files') adjust({ fileId: id });
  else go({ section: 'files', fileId: id });
}
