import { randomInt } from 'node:crypto';

/** Chance that can be had again: the same seed gives the same numbers. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, but not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let i = 0; i < length; i += 1) bytes[i] = this.below(256);
    return bytes;
  }

  words(count: number): string {
    const words = Array.from({ length: count }, () => this.below(2 ** 31).toString(36));
    return words.join(' ');
  }

  /** mulberry32. */
  private fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** Fresh seeds, one a run; FILEMILL_SEED names the one run that is wanted again. */
export function seedsFor(runs: number): number[] {
  const wanted = process.env.FILEMILL_SEED;
  if (wanted !== undefined && wanted !== '') return [Number(wanted)];
  return Array.from({ length: runs }, () => randomInt(2 ** 31));
}

/** The long way of a test, asked for by FILEMILL_SLOW=1. */
export const isSlow = process.env.FILEMILL_SLOW === '1';

/** `npm test` runs everything a second time on Electron's Node: there a few of what takes minutes are enough. */
export const isSecondRuntime = process.env.ELECTRON_RUN_AS_NODE === '1';
