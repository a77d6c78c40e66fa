import { setPaused } from '../set-paused';

export const usage = 'resume [--folder DIR]';

/** Goes on after `pause`. */
export const run = (argv: string[]): Promise<number> => setPaused(argv, false);
