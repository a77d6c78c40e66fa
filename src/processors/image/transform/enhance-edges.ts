import { leaveRoom } from '../pixels/spare-room';
import { changeParts } from './each-part';
import { findEdges } from './find-edges';
import type { Picture } from './picture';

const { fround } = Math;
const PICTURE_PART = fround(0.8);
const EDGE_PART = fround(0.2);

/**
 * 0.8 of the picture and 0.2 of its Canny edges (100, 200), as OpenCV's `addWeighted` puts them together.
 *
 * @param strength below 1 for a picture that stands for a larger one, where an edge is narrower than a pixel
 */
export function enhanceEdges(picture: Picture, strength = 1): void {
  const edges = findEdges(picture, 100, 200);
  const more = fround(255 * strength * EDGE_PART);
  changeParts(picture.rgb, 3, (kernels, place, pixels, edge) => kernels.lightEdgesRow(place, edge, pixels, PICTURE_PART, more), edges);
  leaveRoom(edges);
}
