import { isInside, realPathOf } from '../../../base/safe-path';
import { checkOutput } from '../../guard/check-output';
import type { Placement } from './place-unpacked';

/**
 * Nothing of an archive gets among Filemill's own data, whatever folders it has in it. Throws `folder.ownData`.
 *
 * @param dataFolder absolute
 */
export function checkPlacement({ whole, target, items }: Placement, dataFolder: string): void {
  checkOutput(target, [], dataFolder);
  const [at, data] = [realPathOf(target), realPathOf(dataFolder)];
  // A new folder is nowhere else; elsewhere looking at each file would take long.
  if (whole !== null || !(isInside(at, data) || isInside(data, at))) return;
  for (const { to } of items) checkOutput(to, [], dataFolder);
}
