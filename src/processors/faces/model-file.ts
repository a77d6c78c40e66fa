import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';

/**
 * Where a model of the face finder lies: `resources/faces/`, in the clone above this file or its build, in the
 * package beside the archive of the program.
 */
export function modelFile(name: string): string {
  const beside = process.resourcesPath as string | undefined;
  const roots = [...(beside === undefined ? [] : [beside]), ...upwards(import.meta.dirname).map((folder) => join(folder, 'resources'))];
  for (const root of roots) {
    const path = join(root, 'faces', name);
    if (existsSync(path)) return path;
  }
  throw new FilemillError('environment.missing', `The model "${name}" that faces are found with is not there.`, { hint: 'Install Filemill again.' });
}

function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}
