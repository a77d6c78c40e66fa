import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where a file of `resources/` lies: in the clone above this file or its build, in the package beside the archive of the
 * program. Null when it is not there.
 */
export function resourceFile(...path: string[]): string | null {
  const beside = process.resourcesPath as string | undefined;
  const roots = [...(beside === undefined ? [] : [beside]), ...upwards(import.meta.dirname).map((folder) => join(folder, 'resources'))];
  return roots.map((root) => join(root, ...path)).find((candidate) => existsSync(candidate)) ?? null;
}

function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}
