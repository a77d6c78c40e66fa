import { setPaused } from '../set-paused';

export const usage = 'pause [--folder DIR]';

/** Nothing new is taken until `resume`; with a folder, that one rests. */
export const run = (argv: string[]): Promise<number> => setPaused(argv, true);
