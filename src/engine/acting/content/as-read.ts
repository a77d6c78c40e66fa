import { basename } from 'node:path';
import { choose } from '../../../processors/catalogue';
import type { Source, WorkerApi } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { fileKindSchema } from '../../../shared/model/file';
import type { CallInput } from '../../../shared/rpc/define-api';
import type { StepContext } from '../action';
import type { ActionParts } from '../action-parts';
import { t } from '../../../shared/words/words';

/** The version of the file that the rules have judged, as workers want it named. */
export function sourceOf({ file }: Pick<StepContext, 'file'>): Source {
  const { fileId, root, path, size, mtimeMs, ino } = file;
  return { fileId, root, path, size, mtimeMs, ino };
}

/**
 * How a worker opens it once more.
 *
 * @throws FilemillError `file.invalid` when it could not be recognised
 */
export function optionsOf({ file, values }: Pick<StepContext, 'file' | 'values'>, mill: Pick<ActionParts, 'passwords'>): CallInput<WorkerApi, 'file.render'>['options'] {
  const mime = values.fact('mime');
  const kind = fileKindSchema.safeParse(values.fact('kind'));
  const { sha256 } = file;
  if (typeof mime !== 'string' || !kind.success || sha256 === null) {
    throw new FilemillError('file.invalid', t('It could not be recognised, so nothing can be made of it.'), { hint: t('Look at why it could not be read.') });
  }
  const processor = choose({ name: basename(file.path), mime, kind: kind.data, size: file.size })[0]?.id ?? 'other';
  return { processor, mime, kind: kind.data, sha256, passwords: mill.passwords() };
}
