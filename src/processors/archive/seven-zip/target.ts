import type { ChildArchive } from './child-archive';
import { SEVEN_ZIP_TYPES, type SevenZipType, type SevenZipTypeName } from './seven-zip-types';
import type { Start } from './seven-zip-process';

/** An archive that is open for 7-Zip, and how it is spoken to about it. */
export interface Target {
  readonly archive: ChildArchive;
  readonly typeName: SevenZipTypeName;
  /** For `-t`. */
  readonly handler: string;
  readonly signal: AbortSignal;
}

export const typeOf = ({ typeName }: Target): SevenZipType => SEVEN_ZIP_TYPES[typeName];

/** What every call has: no questions, no progress, UTF-8, no links followed or made, no windows of gigabytes (RAR). */
const COMMON = ['-bb0', '-bd', '-y', '-sccUTF-8', '-scsUTF-8', '-ssc', '-spd', '-snl-', '-sns-', '-mmt=1', '-smemx256m'] as const;

/** `command` with its own switches before it: `l -slt`, `x -so`, `t`. */
export function start(target: Target, command: readonly string[]): Start {
  const { archive, handler, signal } = target;
  return { args: [...command, ...COMMON, `-t${handler}`, '--', archive.path], descriptors: archive.descriptors, signal };
}
