import { FilemillError, toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { FolderSettings, FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** Changes a part of a folder's settings; `what` names it in the notice. */
export type Change = (part: Partial<FolderSettings>, what: string) => void;

/**
 * Takes effect at once; the notice that says so takes it back.
 * @returns what the engine has against it, or null
 */
export async function tryChange(
  { id, settings }: FolderView,
  part: Partial<FolderSettings>,
  what: string,
): Promise<ErrorData | null> {
  const old = Object.fromEntries(Object.keys(part).map((key) => [key, settings[key as keyof FolderSettings]]));
  try {
    await callEngine('folders.update', { id, settings: part });
  } catch (thrown) {
    return toErrorData(thrown);
  }
  tell(t('{what} changed', { what }), {
    label: t('Undo'),
    run: () => void attempt(() => callEngine('folders.update', { id, settings: old })),
  });
  return null;
}

/** The same, where nothing but a notice can say what is wrong. */
export function changeOf(folder: FolderView): Change {
  return (part, what) =>
    void attempt(async () => {
      const error = await tryChange(folder, part, what);
      if (error) throw FilemillError.fromData(error);
    });
}
