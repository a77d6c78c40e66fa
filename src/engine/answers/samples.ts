import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

const SAMPLE_FOLDER = 'Filemill sample';

/** Copies the example files into a new folder of the user's, for a first look. An existing one is used as it is. */
export async function createSamples(resourcesPath: string, parent: string): Promise<{ path: string; files: number }> {
  const source = join(resourcesPath, 'sample');
  if (!existsSync(source)) {
    throw new FilemillError('environment.missing', t('The example files are not installed.'), {
      hint: t('Install Filemill again, or choose a folder of your own.'),
    });
  }
  const path = join(parent, SAMPLE_FOLDER);
  if (!existsSync(path)) await cp(source, path, { recursive: true, errorOnExist: true, force: false });
  return { path, files: (await readdir(path)).length };
}
