import { describe, expect, it } from 'vitest';
import { RowPacker } from '../../../base/packed-rows';
import type { PackedEntry } from '../../../shared/model/packing';
import { byName, inOrder } from './expected-entries';

const NAMES = Array.from({ length: 5_000 }, (_, index) => `folder/file ${index}.txt`);
const entryOf = (name: string): PackedEntry => ({ name, size: name.length, sha256: 'a'.repeat(64) }) as PackedEntry;
const lookUps = { byName, inOrder };

describe.each(Object.keys(lookUps) as (keyof typeof lookUps)[])('what an archive should hold, looked up %s', (how) => {
  const made = (names: readonly string[]): ReturnType<typeof byName> => lookUps[how](RowPacker.of(names.map(entryOf)).packed(), (name) => name.toUpperCase());
  const at = (index: number): object => ({ index, size: NAMES[index]?.length, sha256: 'a'.repeat(64) });

  it('is found in both passes, whatever the other one has looked up', () => {
    const [meet, read] = made(NAMES);
    for (const [index, name] of NAMES.entries()) {
      expect(meet(name.toUpperCase())).toMatchObject(at(index));
      if (index % 2 === 0) expect(read(name.toUpperCase())).toMatchObject(at(index));
    }
  });

  it('is found in another order, again, and behind what is not in it', () => {
    const [meet] = made(NAMES);
    for (const index of [4_999, 0, 17, 17, 16]) expect(meet(`FOLDER/FILE ${index}.TXT`)).toMatchObject(at(index));
    expect(meet('FOLDER/FILE 5000.TXT')).toBeUndefined();
    expect(meet('FOLDER/FILE 16.TXT')).toMatchObject(at(16));
  });

  it('is nothing where nothing went in', () => {
    expect(made([])[1]('A')).toBeUndefined();
  });
});
