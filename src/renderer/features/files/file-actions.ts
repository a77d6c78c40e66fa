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
  /** Of the one file that was meant. */
  readonly one: (name: string) => string;
  readonly many: (count: number) => string;
  /** When it held for none of them. */
  readonly none: string;
}

const WORDS = {
  retry: {
    one: (name) => t('{name} is tried again', { name }),
    many: (count) => t('{count, plural, one {# file is} other {# files are}} tried again', { count }),
    none: t('There is nothing to retry'),
  },
  hold: {
    one: (name) => t('{name} is set aside', { name }),
    many: (count) => t('{count, plural, one {# file is} other {# files are}} set aside', { count }),
    none: t('There is nothing to set aside'),
  },
  takeUp: {
    one: (name) => t('{name} is taken up again', { name }),
    many: (count) => t('{count, plural, one {# file is} other {# files are}} taken up again', { count }),
    none: t('None of it was set aside'),
  },
  cancel: {
    one: (name) => t('{name} is cancelled', { name }),
    many: (count) => t('{count, plural, one {# file is} other {# files are}} cancelled', { count }),
    none: t('There is nothing to cancel'),
  },
  accept: {
    one: (name) => t('{name} counts as done', { name }),
    many: (count) => t('{count, plural, one {# file counts} other {# files count}} as done', { count }),
    none: t('There is nothing to accept'),
  },
  front: {
    one: (name) => t('{name} goes next', { name }),
    many: (count) => t('{count, plural, one {# file goes} other {# files go}} next', { count }),
    none: t('None of it is waiting'),
  },
} as const satisfies Record<string, Wording>;

function tellHow(words: Wording, subjects: readonly Subject[], count: number, undo?: () => void): void {
  const [only] = subjects;
  if (count === 0) tell(words.none);
  else tell(subjects.length === 1 && only ? words.one(middleEllipsis(displayName(only.name), 40)) : words.many(count), undo && { label: t('Undo'), run: undo });
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
