import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Inflater } from './inflater';

const inflater = new Inflater();
afterAll(() => inflater.close());

function inflate(input: Buffer, outputBytes: number): { text: string; used: number; hasEnded: boolean } {
  const output = Buffer.alloc(outputBytes);
  const parts: Buffer[] = [];
  inflater.reset();
  let used = 0;
  do {
    inflater.run(input, used, output);
    used += inflater.consumed;
    parts.push(Buffer.from(output.subarray(0, inflater.produced)));
  } while (inflater.produced === output.length);
  return { text: Buffer.concat(parts).toString(), used, hasEnded: inflater.hasEnded(output) };
}

describe('Inflater', () => {
  const text = 'some text that repeats, some text that repeats; '.repeat(500);
  const packed = deflateRawSync(text);

  it.each([1_000_000, 1000, 7])('unpacks into %i bytes at a time, and stops where the stream ends', (outputBytes) => {
    const result = inflate(Buffer.concat([packed, Buffer.from('behind')]), outputBytes);
    expect(result).toEqual({ text, used: packed.length, hasEnded: true });
  });

  it('knows a stream that is not complete', () => {
    expect(inflate(packed.subarray(0, packed.length - 3), 4096).hasEnded).toBe(false);
    expect(inflate(packed, 4096)).toMatchObject({ text, hasEnded: true });
  });

  it('unpacks on another thread, too', async () => {
    for (const outputBytes of [1_000_000, 1000]) {
      const output = Buffer.alloc(outputBytes);
      let unpacked = '';
      let used = 0;
      inflater.reset();
      do {
        await inflater.begin(packed, used, output);
        used += inflater.consumed;
        unpacked += output.toString('latin1', 0, inflater.produced);
      } while (inflater.produced === outputBytes);
      expect([unpacked === text, used]).toEqual([true, packed.length]);
    }
    inflater.reset();
    await expect(inflater.begin(Buffer.alloc(100, 0xff), 0, Buffer.alloc(100))).rejects.toThrow('damaged');
    expect(inflate(packed, 4096)).toMatchObject({ text });
  });

  it('names damage, and can be used again', () => {
    expect(() => inflate(Buffer.alloc(100, 0xff), 4096)).toThrow('damaged');
    expect(inflate(packed, 4096)).toMatchObject({ text });
  });
});
