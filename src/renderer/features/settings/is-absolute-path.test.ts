import { expect, it } from 'vitest';
import { isAbsolutePath } from './is-absolute-path';

it('tells whole paths from parts of one', () => {
  for (const path of ['/var/run/mill', 'C:\\mill', 'd:/mill', '\\\\nas\\share']) expect(isAbsolutePath(path), path).toBe(true);
  for (const path of ['', 'mill', './mill', '~/mill', 'C:mill', '\\mill']) expect(isAbsolutePath(path), path).toBe(false);
});
