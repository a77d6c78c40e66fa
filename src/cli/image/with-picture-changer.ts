import { Inspector, PictureChanger } from '../../engine/engine-queries';
import { withWorkers } from '../with-workers';

/** Lets `act` change pictures with workers of its own. */
export const withPictureChanger = <R>(vaultHome: string, act: (inspector: Inspector, changer: PictureChanger) => Promise<R>): Promise<R> =>
  withWorkers((pool, scratchDir) => act(new Inspector(pool, scratchDir), new PictureChanger(pool, scratchDir, vaultHome)));
