import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { packedRows } from '../shared/rpc/packed-rows';
import { RowPacker, rowsOf } from './packed-rows';

const row = z.object({ name: z.string(), size: z.number().nullable() });

it('gives all rows in their order, however many pieces they fill', () => {
  const packer = new RowPacker<z.infer<typeof row>>();
  const rows = Array.from({ length: 12_000 }, (_, i) => ({ name: `número ${i}\n“x” \ud800`, size: i % 2 === 0 ? i : null }));
  rows.push({ name: 'long '.repeat(200_000), size: 1 }, { name: 'after it', size: 2 });
  for (const each of rows) packer.add(each);
  const packed = packedRows(row).parse(structuredClone(packer.packed()));
  expect(packed.count).toBe(12_002);
  expect(packed.pieces.length).toBeGreaterThan(2);
  expect(packed.pieces.length).toBeLessThan(30);
  expect([...rowsOf(packed, row)]).toEqual(rows);
  expect([...rowsOf(new RowPacker<z.infer<typeof row>>().packed(), row)]).toEqual([]);
});

it('parses what crosses the border', () => {
  expect(() => [...rowsOf({ count: 1, pieces: [deflateRawSync('[{"name":1,"size":2}]')] }, row)]).toThrow();
  expect(() => [...rowsOf({ count: 1, pieces: [deflateRawSync('{"name":"a"}')] }, row)]).toThrow();
  expect(() => [...rowsOf({ count: 1, pieces: [Buffer.from('no rows')] }, row)]).toThrow();
  expect(() => packedRows(row).parse([{ name: 'a', size: 1 }])).toThrow();
});
