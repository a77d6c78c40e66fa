import { describe, expect, it } from 'vitest';
import { fitsSchema, SIDECAR_FIELDS, sidecarSchema } from './sidecar-schema';

const GOOD = { filename: 'a.csv', created_at: '2026-11-22T10:00:00', created_by: 'loader', file_size: 8, checksum: 'sha256:00', row_count: 2, next_app: 'validator' };
const LENGTHS = [0, 1, 63, 64, 65, 199, 200, 201, 254, 255, 256];
const VALUES: unknown[] = [undefined, null, true, [], {}, '8', 0, -0, -1, 1.5, NaN, Infinity, 2 ** 53 - 1, 2 ** 53, 1e308, ...LENGTHS.map((length) => 'x'.repeat(length))];

describe('fitsSchema', () => {
  it.each(SIDECAR_FIELDS)('says of %s what the schema says', (field) => {
    for (const value of VALUES) {
      const sidecar = { ...GOOD, [field]: value };
      expect([value, fitsSchema(sidecar)]).toEqual([value, sidecarSchema.safeParse(sidecar).success]);
      const { [field]: _, ...without } = GOOD;
      expect(fitsSchema(without)).toBe(sidecarSchema.safeParse(without).success);
    }
  });

  it('leaves long texts beyond the basic plane, which the schema counts otherwise, to the schema', () => {
    const sidecar = { ...GOOD, created_by: '\u{1f4c4}'.repeat(128) };
    expect([fitsSchema(sidecar), sidecarSchema.safeParse(sidecar).success]).toEqual([false, true]);
  });

  it('lets other fields stand', () => {
    const sidecar = { ...GOOD, batch: { of: [1, 2] } };
    expect(fitsSchema(sidecar)).toBe(true);
    expect(sidecarSchema.parse(sidecar)).toEqual(sidecar);
  });
});
