import { FilemillError } from '../../shared/errors/filemill-error';
import { bareEtag } from './content-proof';
import type { ObjectStore } from './object-store';
import { t } from '../../shared/words/words';

/** An object as it was when it was uploaded. */
export interface UploadedObject {
  key: string;
  /** In hexadecimal. */
  sha256: string;
  size: number;
  etag: string | null;
  versionId: string | null;
}

/**
 * Takes away an object that is still the one that was uploaded: its size, the SHA-256 in its metadata and its ETag say so.
 *
 * @returns false where it is not there any more
 * @throws FilemillError `effect.changed` where another one lies there by now, or why it could not be done
 */
export async function takeBackObject(store: ObjectStore, { key, sha256, size, etag, versionId }: UploadedObject, signal: AbortSignal): Promise<boolean> {
  const head = await store.head(key, signal);
  if (head === null) return false;
  if (head === 'denied') throw new FilemillError('upload.refused', t('The server does not let Filemill look at the object.'), { hint: t('Allow s3:GetObject. The object stays.') });
  const [before, now] = [bareEtag(etag ?? undefined), bareEtag(head.ETag)];
  const isOurs = head.ContentLength === size && head.Metadata?.['sha256'] === sha256 && (before === null || now === null || before === now);
  if (!isOurs) throw new FilemillError('effect.changed', t('Another object lies under this key by now.'), { hint: t('It stays as it is.') });
  await store.remove(key, signal, { versionId, etag });
  return true;
}
