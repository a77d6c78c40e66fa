import { dirname, join } from 'node:path';

/** The name beside `path` under which an effect prepares what takes its place; after a crash it is found by it. */
export const temporaryName = (path: string, effectId: number): string => join(dirname(path), `.tmp_effect_${effectId}`);
