import type { Sighting } from '../shared/contract/watch-api';
import { GONE, SPECIAL_KINDS } from './look';

/** No message carries more than this many sightings, so that a burst never makes one long task on the other side. */
export const MAX_SIGHTINGS = 500;

/**
 * Sightings as they travel between the scanning thread and the process: one string and one array of doubles clone
 * several times faster than hundreds of objects.
 */
export interface PackedSightings {
  /** Paths, separated by NUL, the one byte that no path holds. */
  text: string;
  /** Per sighting: code, size, mtimeMs, ctimeMs, dev, ino. */
  numbers: Float64Array;
  /** Where dev or ino do not fit a double. */
  exact: [index: number, dev: string, ino: string][];
}

const FIELDS = 6;

export class SightingPacker {
  private paths: string[] = [];
  private numbers = new Float64Array(MAX_SIGHTINGS * FIELDS);
  private exact: PackedSightings['exact'] = [];

  get size(): number {
    return this.paths.length;
  }

  get isFull(): boolean {
    return this.paths.length >= MAX_SIGHTINGS;
  }

  add(path: string, code: number, size: number, mtimeMs: number, ctimeMs: number, dev: number, ino: number): void {
    const at = this.paths.length * FIELDS;
    this.paths.push(path);
    const numbers = this.numbers;
    numbers[at] = code;
    numbers[at + 1] = size;
    numbers[at + 2] = mtimeMs;
    numbers[at + 3] = ctimeMs;
    numbers[at + 4] = dev;
    numbers[at + 5] = ino;
  }

  /** Gives the sighting added last its exact numbers. */
  addExact(dev: string, ino: string): void {
    this.exact.push([this.paths.length - 1, dev, ino]);
  }

  take(): PackedSightings {
    const packed = {
      text: this.paths.join('\0'),
      numbers: this.numbers.slice(0, this.paths.length * FIELDS),
      exact: this.exact,
    };
    this.paths = [];
    this.exact = [];
    return packed;
  }
}

/** At most {@link MAX_SIGHTINGS} at a time. */
export function packSightings(sightings: readonly Sighting[]): PackedSightings {
  const packer = new SightingPacker();
  for (const sighting of sightings) {
    const code = sighting.gone ? GONE : SPECIAL_KINDS.indexOf(sighting.special);
    const dev = Number(sighting.dev);
    const ino = Number(sighting.ino);
    packer.add(sighting.path, code, sighting.size, sighting.mtimeMs, sighting.ctimeMs, dev, ino);
    if (!Number.isSafeInteger(dev) || !Number.isSafeInteger(ino)) packer.addExact(sighting.dev, sighting.ino);
  }
  return packer.take();
}

export function unpackSightings({ text, numbers, exact }: PackedSightings): Sighting[] {
  if (numbers.length === 0) return [];
  const sightings = text.split('\0').map((path, index): Sighting => {
    const at = index * FIELDS;
    const code = numbers[at] as number;
    return {
      path,
      gone: code === GONE,
      special: SPECIAL_KINDS[code as 0] ?? null,
      size: numbers[at + 1] as number,
      mtimeMs: numbers[at + 2] as number,
      ctimeMs: numbers[at + 3] as number,
      dev: String(numbers[at + 4]),
      ino: String(numbers[at + 5]),
    };
  });
  for (const [index, dev, ino] of exact) Object.assign(sightings[index] as Sighting, { dev, ino });
  return sightings;
}
