import { describe, expect, it } from 'vitest';
import { damaged } from './archive-failure';
import { PeekedStream } from './peeked-stream';

/** Counts how often it is started and ended. */
function counted(pieces: string[], failure: Error | null = null): { start: () => AsyncIterable<Buffer>; starts: number; ends: number } {
  const counter = {
    starts: 0,
    ends: 0,
    async *start() {
      counter.starts += 1;
      try {
        for (const piece of pieces) yield Buffer.from(piece);
        if (failure) throw failure;
      } finally {
        counter.ends += 1;
      }
    },
  };
  return { ...counter, start: () => counter.start(), get starts() { return counter.starts; }, get ends() { return counter.ends; } };
}

const all = async (stream: PeekedStream): Promise<string> => {
  let text = '';
  for await (const piece of stream.pieces()) text += piece.toString();
  return text;
};

describe('PeekedStream', () => {
  it('goes on from where was looked, then begins anew', async () => {
    const source = counted(['abc', 'def', 'ghi']);
    const stream = await PeekedStream.open(source.start, 4);
    expect(stream.head.toString()).toBe('abcd');
    expect(await all(stream)).toBe('abcdefghi');
    expect(source.starts).toBe(1);
    expect(await all(stream)).toBe('abcdefghi');
    expect([source.starts, source.ends]).toEqual([2, 2]);
  });

  it('ends a stream that nobody went on with', async () => {
    const source = counted(['abc', 'def']);
    const stream = await PeekedStream.open(source.start, 1);
    expect(source.ends).toBe(0);
    await stream.close();
    expect(source.ends).toBe(1);
  });

  it('ends it when the receiver stops', async () => {
    const source = counted(['abc', 'def', 'ghi']);
    const stream = await PeekedStream.open(source.start, 1);
    for await (const piece of stream.pieces()) if (piece.toString() === 'def') break;
    expect(source.ends).toBe(1);
  });

  it('tells of damage only after what came before it', async () => {
    const stream = await PeekedStream.open(counted(['abc'], damaged('cut')).start, 10);
    expect(stream.head.toString()).toBe('abc');
    const got: string[] = [];
    const reading = (async () => {
      for await (const piece of stream.pieces()) got.push(piece.toString());
    })();
    await expect(reading).rejects.toMatchObject({ code: 'file.damaged' });
    expect(got).toEqual(['abc']);
  });
});
