import { Inspector } from '../engine/engine-queries';
import { withWorkers } from './with-workers';

/** Lets `act` read single files with workers of its own. */
export const withInspector = <R>(act: (inspector: Inspector, scratchDir: string) => Promise<R>): Promise<R> =>
  withWorkers((pool, scratchDir) => act(new Inspector(pool, scratchDir), scratchDir));
