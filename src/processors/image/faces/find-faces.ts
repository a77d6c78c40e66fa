import type { Face } from '../../../shared/model/report';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Pixels } from '../pixels/pixels';
import { proposeFaces } from './cascade/propose-faces';
import type { Square } from './cascade/square';
import { checkFace } from './check/check-face';
import { dropOverlaps } from './drop-overlaps';
import { loadModels } from './load-models';
import { makeSearchPicture } from './search-picture';
import { uprightOf } from './upright';
import { t } from '../../../shared/words/words';

/** Pictures are searched at this size at most, which bounds time and memory: in one of 12 megapixels, faces from 70 pixels on. */
const MAX_SEARCHED_PIXELS = 1_500_000;
/** Windows that agree on a face, as OpenCV asks for with `minNeighbors` of 5. */
const MIN_VOTES = 5;
/** The strongest are checked, so that a picture of noise does not take minutes. */
const MAX_CHECKED = 200;
const MIN_SURENESS = 0.5;
/**
 * So many windows agree on a plain drawing of a face too, which the network knows less well; on anything else hardly
 * ever. They make up for most of its doubt, fewer for less of it.
 */
const MANY_VOTES = { from: 25, to: 60, outweigh: 0.48 };

/**
 * Faces seen from the front, the largest first. A cascade proposes, as OpenCV's `detectMultiScale(grey, 1.1, 5)` does;
 * a small network looks at each proposal again, and what both together are not sure of is dropped.
 *
 * @param pixels as stored
 * @param orientation EXIF, 1–8: faces are sought, and their boxes given, in the upright picture
 * @throws FilemillError `call.cancelled` at the signal, `environment.missing` when the models are not there
 */
export async function findFaces(pixels: Pixels, orientation: number, signal: AbortSignal): Promise<Face[]> {
  const pause = async (): Promise<void> => {
    await new Promise(setImmediate);
    if (signal.aborted) throw new FilemillError('call.cancelled', t('Looking for faces was cancelled.'));
  };
  const models = await loadModels();
  const upright = uprightOf(pixels, orientation);
  const picture = await makeSearchPicture(pixels, orientation, MAX_SEARCHED_PIXELS, pause);
  const scale = upright.width / picture.width;
  const proposals = (await proposeFaces(picture, models.cascade, pause))
    .filter(({ votes }) => votes > MIN_VOTES)
    .sort((a, b) => b.votes - a.votes)
    .slice(0, MAX_CHECKED);

  const found: { square: Square; sureness: number }[] = [];
  for (const { square, votes } of proposals) {
    const whole = { x: square.x * scale, y: square.y * scale, side: square.side * scale };
    const sureness = surenessOf(votes, checkFace(pixels, orientation, whole, models.network));
    if (sureness >= MIN_SURENESS) found.push({ square: whole, sureness });
    await pause();
  }
  return dropOverlaps(found)
    .map(({ square, sureness }) => ({ ...boxWithin(square, upright), score: Math.round(sureness * 1000) / 10 }))
    .sort((a, b) => b.width - a.width);
}

/** 0–1, of the cascade's votes and the network's confidence together. */
function surenessOf(votes: number, confidence: number): number {
  const share = Math.min(1, Math.max(0, (votes - MANY_VOTES.from) / (MANY_VOTES.to - MANY_VOTES.from)));
  return confidence + (1 - confidence) * share * MANY_VOTES.outweigh;
}

function boxWithin({ x, y, side }: Square, { width, height }: { width: number; height: number }): Omit<Face, 'score'> {
  const [left, top, length] = [Math.round(x), Math.round(y), Math.round(side)];
  return { x: left, y: top, width: Math.min(length, width - left), height: Math.min(length, height - top) };
}
