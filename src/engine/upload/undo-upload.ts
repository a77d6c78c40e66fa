import { z } from 'zod';
import { FilemillError } from '../../shared/errors/filemill-error';
import { hashAt } from '../actions/copy-verified';
import { fileHere } from '../actions/file-version';
import type { Database } from '../store/database';
import type { Effect, Effects } from '../store/effects';
import type { Connections } from './connections';
import { t } from '../../shared/words/words';

const PATIENCE_MS = 60_000;

export const uploadDataSchema = z.object({
  destination: z.string(),
  endpoint: z.string().nullable(),
  bucket: z.string(),
  key: z.string(),
  size: z.number(),
  etag: z.string().nullable(),
  versionId: z.string().nullable(),
  isOurs: z.boolean(),
});

export interface UndoUploadParts {
  readonly database: Database;
  readonly effects: Effects;
  readonly connections: Connections;
}

/**
 * Takes an uploaded object away again, where it is still the one that was uploaded, and where it is not the last copy of its
 * bytes. One that is not there any more is taken back already.
 *
 * @throws FilemillError `effect.changed`, `effect.final`, or why the server did not do it; then the object stays
 */
export async function undoUpload({ database, effects, connections }: UndoUploadParts, effect: Effect): Promise<void> {
  const { id, source, sha256 } = effect;
  const data = uploadDataSchema.parse(JSON.parse(effect.data ?? 'null'));
  const final = whyNotTakenBack(effect.data);
  if (final !== null || sha256 === null) throw new FilemillError('effect.final', final ?? t('Its checksum is not known.'), { hint: t('The object stays.') });
  if (!(await isHere([source, placeOf(database, effect.fileId)], sha256))) {
    throw new FilemillError('effect.changed', t('The file is not here any more as it was uploaded, so the object may be the last copy of it.'), { hint: t('It stays. Bring the file back first, or delete the object where it lies.') });
  }
  const { uploads, destination } = connections.to(data.destination);
  if (destination.bucket !== data.bucket || destination.endpoint !== data.endpoint) {
    throw new FilemillError('effect.changed', t('“{destination}” leads elsewhere by now.', { destination: data.destination }), { hint: t('The object stays in the bucket {bucket}.', { bucket: data.bucket }) });
  }
  await uploads.takeBack({ ...data, sha256 }, AbortSignal.timeout(PATIENCE_MS));
  database.transaction((writer) => effects.move(writer, id, 'done', 'undone'));
}

/** Where the file lies by now; null where it lies nowhere. */
function placeOf(database: Database, fileId: number): string | null {
  const row = database.get<{ path: string }>(`SELECT d.path || '/' || f.path AS path FROM files f JOIN folders d ON d.id = f.folder_id WHERE f.id = ? AND f.present = 1`, fileId);
  return row?.path ?? null;
}

async function isHere(paths: readonly (string | null)[], sha256: string): Promise<boolean> {
  for (const path of paths) if (path !== null && fileHere(path) !== undefined && (await hashAt(path)) === sha256) return true;
  return false;
}

/** Null where it may be tried. */
export function whyNotTakenBack(data: string | null): string | null {
  const read = uploadDataSchema.safeParse(JSON.parse(data ?? 'null'));
  if (!read.success) return t('It is not known which object it was.');
  return read.data.isOurs ? null : t('The object was there before, with the same bytes.');
}
