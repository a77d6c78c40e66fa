import { describe, expect, it } from 'vitest';
import type { Sighting } from '../shared/contract/watch-api';
import { goneSighting, unreadableSighting } from './look';
import { packSightings, unpackSightings } from './packed-sightings';

describe('packed sightings', () => {
  it('come back as they were, whatever the name and the numbers', () => {
    const file: Sighting = {
      path: '/a/two\nlines\uefff.txt',
      gone: false,
      special: null,
      size: 5_368_709_120,
      mtimeMs: 1_763_757_123_456.789,
      ctimeMs: -1.5,
      dev: '65024',
      ino: '1234567',
    };
    const sightings: Sighting[] = [
      file,
      goneSighting('/b'),
      unreadableSighting('/c'),
      { ...file, special: 'fifo', size: 0 },
      // Beyond what a double holds.
      { ...file, path: '/d', dev: '18446744073709551615', ino: '9223372036854775807' },
      { ...file, path: '/e', special: 'device' },
    ];
    expect(unpackSightings(structuredClone(packSightings(sightings)))).toEqual(sightings);
    expect(unpackSightings(packSightings([]))).toEqual([]);
  });
});
