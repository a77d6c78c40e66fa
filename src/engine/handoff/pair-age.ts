import { lstatSync } from 'node:fs';
import { ageOf } from '../../base/age';
import { toFsPath } from '../../base/byte-name';
import type { Pair } from './pair-names';

/** Since when both are as they are, in milliseconds since 1970, by the disk's own clock, which no program sets back; 0 where neither is there. */
export function changedAt({ data, sidecar }: Pair): number {
  return Math.max(...[data, sidecar].map((path) => lstatSync(toFsPath(path), { throwIfNoEntry: false })?.ctimeMs ?? 0));
}

/** How long. */
export const ageOfPair = (pair: Pair): number => Math.round(ageOf(changedAt(pair)));

/** By what a pair that was looked at is known to be as it was. */
export const printOf = ({ data, sidecar }: Pair): string =>
  [data, sidecar]
    .map((path) => lstatSync(toFsPath(path), { throwIfNoEntry: false }))
    .map((one) => (one ? `${one.ino}/${one.size}/${one.mtimeMs}` : '-'))
    .join(' ');

/** Whether what lies there has been so for a while: by the disk's own clock, or, where that is wrong, by ours since the first look. */
export class Settling {
  private readonly looks = new Map<string, { print: string; since: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  isSettled(pair: Pair, settleMs: number): boolean {
    if (settleMs === 0 || ageOfPair(pair) >= settleMs) return true;
    const print = printOf(pair);
    const known = this.looks.get(pair.data);
    if (known?.print === print) return this.now() - known.since >= settleMs;
    if (this.looks.size >= MOST_KNOWN) this.looks.clear();
    this.looks.set(pair.data, { print, since: this.now() });
    return false;
  }
}

const MOST_KNOWN = 10_000;
