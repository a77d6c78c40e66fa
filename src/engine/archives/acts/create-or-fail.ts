import { basename } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { CreateRequest } from '../../../shared/model/archive';
import { displayName } from '../../../shared/model/display-name';
import type { ActParts } from './act-parts';
import type { RunHandle } from './archive-runs';
import { create } from './create';
import { t } from '../../../shared/words/words';

/** For a person, who waits for it: a name that is taken is a failure. @throws FilemillError as `create`; `folder.denied` */
export async function createOrFail(parts: ActParts, request: CreateRequest, run: RunHandle): Promise<void> {
  const created = await create(parts, request, run);
  if (created.state === 'skipped') throw new FilemillError('folder.denied', t('{target} is there already.', { target: displayName(basename(created.path)) }), { hint: t('Choose another name.') });
}
