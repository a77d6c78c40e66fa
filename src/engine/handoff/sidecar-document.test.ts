import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HANDOFF_FAULTS, HANDOFF_STATES } from '../../shared/model/handoff';
import { SIDECAR_FIELDS, sidecarSchema } from './sidecar-schema';

const formats = join(import.meta.dirname, '..', '..', '..', 'docs', 'formats');
const document = readFileSync(join(formats, 'sidecar.md'), 'utf8');

describe('docs/formats/sidecar.md', () => {
  it.each([...SIDECAR_FIELDS, ...HANDOFF_FAULTS, ...HANDOFF_STATES])('says what %s means', (name) => {
    expect(document).toContain(`\`${name}\``);
  });

  it('names the fields that the code knows', () => {
    expect(Object.keys(sidecarSchema.shape)).toEqual([...SIDECAR_FIELDS]);
  });
});

describe('docs/formats/sidecar.schema.json', () => {
  it('is the schema that the code judges by', () => {
    const { $id, title, ...schema } = JSON.parse(readFileSync(join(formats, 'sidecar.schema.json'), 'utf8')) as Record<string, unknown>;
    expect([$id, title]).toEqual(['sidecar.schema.json', 'Sidecar of a file that is handed over']);
    expect(schema).toEqual(z.toJSONSchema(sidecarSchema));
  });
});
