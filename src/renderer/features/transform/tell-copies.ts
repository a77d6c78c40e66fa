import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { formatSize } from '../../format/size';
import { attempt, tell, useToasts } from '../../state/toast-store';
import { showCopy } from './show-copy';
import type { Copies } from './write-copies';
import { t } from '../../../shared/words/words';

const LONGEST_NAME = 40;

/** What was written, with the ways to see it and to take it back. `bytesBefore` is null where it is not known of all. */
export function tellCopies({ written, skipped, left }: Copies, bytesBefore: number | null): void {
  const [first] = written;
  if (!first) {
    if (skipped.length > 0) tell(t('Nothing written: {count, plural, one {the name was} other {all names were}} taken', { count: skipped.length }));
    return;
  }
  const bytes = formatSize(written.reduce((sum, copy) => sum + copy.bytes, 0));
  const sizes = bytesBefore === null || written.length + skipped.length + left.length !== written.length ? bytes : `${formatSize(bytesBefore)} → ${bytes}`;
  const name = first.path.slice(Math.max(first.path.lastIndexOf('/'), first.path.lastIndexOf('\\')) + 1);
  const what = written.length === 1 ? t('{name} written', { name: middleEllipsis(displayName(name), LONGEST_NAME) }) : t('{count, plural, one {# copy} other {# copies}} written', { count: written.length });
  const notes = [
    skipped.length > 0 ? t('{count, plural, one {# name was} other {# names were}} taken and left alone.', { count: skipped.length }) : '',
    left.length > 0 ? t('{count, plural, one {# picture} other {# pictures}} left out.', { count: left.length }) : '',
  ].filter((note) => note !== '');
  const ids = written.map(({ effectId }) => effectId).filter((id) => id !== null);
  useToasts.getState().show({
    text: `${what}, ${sizes}`,
    tone: 'plain',
    ...(notes.length > 0 ? { hint: notes.join(' ') } : {}),
    also: { label: t('Show'), run: () => void attempt(() => showCopy(first.path)) },
    ...(ids.length > 0 ? { action: { label: t('Undo'), run: () => void attempt(() => takeBack(ids)) } } : {}),
  });
}

async function takeBack(ids: number[]): Promise<void> {
  const { undone, failed } = await callEngine('effects.undo', { ids });
  const [first] = failed;
  if (!first) {
    tell(t('{undone, plural, one {# copy} other {# copies}} removed again', { undone }));
    return;
  }
  useToasts.getState().show({
    text: undone > 0 ? t('{undone, plural, one {# copy} other {# copies}} removed again, {failed, plural, one {# copy} other {# copies}} not', { undone, failed: failed.length }) : first.error.message,
    hint: undone > 0 ? first.error.message : first.error.hint,
    tone: 'problem',
  });
}
