import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderSettingsSchema } from '../../shared/model/folder';
import { generalSettingsSchema } from '../../shared/model/settings';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'formats', 'settings.md'), 'utf8');

it.each([...Object.keys(generalSettingsSchema.shape), ...Object.keys(folderSettingsSchema.shape)])(
  'docs/formats/settings.md says what %s means',
  (name) => expect(page).toMatch(new RegExp(`^\\| [^|]*\`${name}\``, 'm')),
);
