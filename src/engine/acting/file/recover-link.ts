import { dirname } from 'node:path';
import { isThere } from '../../actions/file-version';
import type { Recovery } from '../recovery';
import { isOurLink, type LinkData } from './link';
import { noteTouched } from './note-touched';
import { giveBack } from './recover-copy';

/** A link is made in one step: it is there, or nothing was done. */
export const recoverLink: Recovery = {
  actions: ['link'],
  recover: async (effect, parts) => {
    const { id, target } = effect;
    if (!isThere(dirname(target))) return null;
    const { kind, vaulted } = JSON.parse(effect.data ?? '{}') as LinkData;
    const isDone = isOurLink(effect);
    if (!isDone && vaulted) await giveBack(parts, id, vaulted, target);
    if (isDone && kind === 'hard') noteTouched(parts, effect);
    parts.database.transaction((writer) => void parts.effects.move(writer, id, 'intended', isDone ? 'done' : 'failed'));
    return null;
  },
};
