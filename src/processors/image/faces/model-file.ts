import { resourceFile } from '../../../base/resource-file';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

/** Where a model of the face finder lies: `resources/faces/`, put there by tools/prepare/face-models.mjs. */
export function modelFile(name: string): string {
  const path = resourceFile('faces', name);
  if (path !== null) return path;
  throw new FilemillError('environment.missing', t('The model "{name}" that faces are found with is not there.', { name }), { hint: t('Install Filemill again.') });
}
