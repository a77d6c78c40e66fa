export interface Size {
  width: number;
  height: number;
}

/** What of a picture is shown: how much larger than fitted, and which of its points stands in the middle, 0–1. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const WHOLE: View = { zoom: 1, x: 0.5, y: 0.5 };

/** As many CSS pixels for one of the picture are enough to tell them apart. */
const MOST_PER_PIXEL = 8;
const STEP = 1.5;

/**
 * A picture fitted into a room, CSS pixels. `most` is how large the largest of the pictures that are compared is:
 * small ones are not blown up, and all of them are shown in the same size.
 */
export function fitInto(picture: Size, room: Size, most: Size): Size {
  const largest = Math.max(most.width / picture.width, most.height / picture.height);
  const by = Math.min(room.width / picture.width, room.height / picture.height, largest);
  return { width: Math.max(1, picture.width * by), height: Math.max(1, picture.height * by) };
}

/** The zoom at which a pixel of the picture is one of the screen. */
export function actualZoom(natural: Size, fit: Size, pixelRatio: number): number {
  return natural.width / fit.width / pixelRatio;
}

export function mostZoom(natural: Size, fit: Size): number {
  return Math.max(STEP, (natural.width * MOST_PER_PIXEL) / fit.width);
}

/** Keeps the picture in the room: what fits stands in the middle, what does not leaves no room empty. */
export function clampView({ zoom, x, y }: View, fit: Size, room: Size, most: number): View {
  const kept = Math.max(1, Math.min(most, zoom));
  return { zoom: kept, x: clampAlong(x, fit.width * kept, room.width), y: clampAlong(y, fit.height * kept, room.height) };
}

function clampAlong(at: number, length: number, room: number): number {
  if (length <= room) return 0.5;
  const half = room / length / 2;
  return Math.max(half, Math.min(1 - half, at));
}

/** Larger or smaller, while the point under `point` (CSS pixels from the middle of the room) stays there. */
export function zoomAt(view: View, factor: number, point: { x: number; y: number }, fit: Size, room: Size, most: number): View {
  const zoom = Math.max(1, Math.min(most, view.zoom * factor));
  const shift = 1 / view.zoom - 1 / zoom;
  return clampView({ zoom, x: view.x + (point.x / fit.width) * shift, y: view.y + (point.y / fit.height) * shift }, fit, room, most);
}

/** Moved by CSS pixels, as by a hand on the picture. */
export function panBy(view: View, by: { x: number; y: number }, fit: Size, room: Size, most: number): View {
  return clampView({ ...view, x: view.x - by.x / (fit.width * view.zoom), y: view.y - by.y / (fit.height * view.zoom) }, fit, room, most);
}

export function stepZoom(view: View, step: 1 | -1, fit: Size, room: Size, most: number): View {
  return zoomAt(view, step > 0 ? STEP : 1 / STEP, { x: 0, y: 0 }, fit, room, most);
}
