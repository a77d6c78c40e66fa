import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackObjectStreams } from './object-streams';

const stream = (entries: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`9 0 obj\n<</Type/ObjStm${entries}/Filter/FlateDecode>>\nstream\n`), data, Buffer.from('\nendstream\nendobj\n')]);
const packed = (offsets: [number: number, offset: number][], bodies: string): Buffer => {
  const head = offsets.map((pair) => pair.join(' ')).join(' ') + ' ';
  return stream(`/N ${offsets.length}/First ${head.length}`, deflateSync(Buffer.from(head + bodies)));
};
const bodiesOf = (bytes: Buffer, maxBytes = 16e6): string[] => [...unpackObjectStreams(bytes, maxBytes)].map(({ number, body }) => `${number}:${body}`);

describe('object streams', () => {
  it('are unpacked one after the other', () => {
    const bytes = Buffer.concat([packed([[3, 0], [5, 8]], '<</A 1>><</B 2>>'), packed([[8, 0]], '[1 2]')]);
    expect(bodiesOf(bytes)).toEqual(['3:<</A 1>>', '5:<</B 2>>', '8:[1 2]']);
  });

  it('give no byte twice where their objects overlap', () => {
    const offsets = Array.from({ length: 1000 }, (_, i): [number, number] => [i + 1, i % 2 === 0 ? 0 : 10_000]);
    const total = bodiesOf(packed(offsets, 'x'.repeat(10_000))).reduce((sum, body) => sum + body.length, 0);
    expect(total).toBeLessThan(40_000);
  });

  it('are unpacked once, however often their type is named', () => {
    const head = '1 0 ';
    const bytes = stream(`${'/ObjStm '.repeat(400)}/N 1/First ${head.length}`, deflateSync(Buffer.from(`${head}<<>>`)));
    expect(bodiesOf(bytes)).toEqual(['1:<<>>']);
  });

  it('end with what may be unpacked, also where unpacking fails', () => {
    const bomb = stream('/N 1/First 4', deflateSync(Buffer.alloc(4e6)));
    const sound = packed([[1, 0]], '<<>>');
    const torn = stream('/N 1/First 4', deflateSync(Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * i * 31) % 251))).subarray(0, -9));
    expect(bodiesOf(Buffer.concat([torn, sound]), 1e6)).toEqual(['1:<<>>']);
    expect(bodiesOf(Buffer.concat([bomb, bomb, sound]), 400_000)).toEqual([]);
    expect(bodiesOf(Buffer.concat([...Array.from({ length: 200 }, () => torn), sound]), 1e6)).toEqual([]);
  });

  it('are looked for in one pass', () => {
    const tokens = Buffer.from('/ObjStm '.repeat(1_000_000));
    const searched: number[] = [];
    const counting = new Proxy(tokens, {
      get: (target, key) => {
        if (key === 'indexOf') return (word: string, from: number) => {
          const found = target.indexOf(word, from);
          searched.push((found < 0 ? target.length : found) - (from ?? 0));
          return found;
        };
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect(bodiesOf(counting)).toEqual([]);
    expect(searched.reduce((sum, length) => sum + length, 0)).toBeLessThan(3 * tokens.length);
  });
});
