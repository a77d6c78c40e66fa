import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { countOf } from '../../format/number';
import { formatSize } from '../../format/size';
import { attempt, tell, useToasts } from '../../state/toast-store';
import { showCopy } from './show-copy';
import type { Copies } from './write-copies';

const LONGEST_NAME = 40;

/** What was written, with the ways to see it and to take it back. `bytesBefore` is null where it is not known of all. */
export function tellCopies({ written, skipped, left }: Copies, bytesBefore: number | null): void {
  const [first] = written;
  if (!first) {
    if (skipped.length > 0) tell(`Nothing written: ${skipped.length === 1 ? 'the name was' : 'all names were'} taken`);
    return;
  }
  const bytes = formatSize(written.reduce((sum, copy) => sum + copy.bytes, 0));
  const sizes = bytesBefore === null || written.length + skipped.length + left.length !== written.length ? bytes : `${formatSize(bytesBefore)} → ${bytes}`;
  const name = first.path.slice(Math.max(first.path.lastIndexOf('/'), first.path.lastIndexOf('\\')) + 1);
  const what = written.length === 1 ? `${middleEllipsis(displayName(name), LONGEST_NAME)} written` : `${countOf(written.length, 'copy', 'copies')} written`;
  const notes = [
    skipped.length > 0 ? `${countOf(skipped.length, 'name was', 'names were')} taken and left alone.` : '',
    left.length > 0 ? `${countOf(left.length, 'picture')} left out.` : '',
  ].filter((note) => note !== '');
  const ids = written.map(({ effectId }) => effectId).filter((id) => id !== null);
  useToasts.getState().show({
    text: `${what}, ${sizes}`,
    tone: 'plain',
    ...(notes.length > 0 ? { hint: notes.join(' ') } : {}),
    also: { label: 'Show', run: () => void attempt(() => showCopy(first.path)) },
    ...(ids.length > 0 ? { action: { label: 'Undo', run: () => void attempt(() => takeBack(ids)) } } : {}),
  });
}

async function takeBack(ids: number[]): Promise<void> {
  const { undone, failed } = await callEngine('effects.undo', { ids });
  const [first] = failed;
  if (!first) {
    tell(`${countOf(undone, 'copy', 'copies')} removed again`);
    return;
  }
  useToasts.getState().show({
    text: undone > 0 ? `${countOf(undone, 'copy', 'copies')} removed again, ${countOf(failed.length, 'copy', 'copies')} not` : first.error.message,
    hint: undone > 0 ? first.error.message : first.error.hint,
    tone: 'problem',
  });
}
