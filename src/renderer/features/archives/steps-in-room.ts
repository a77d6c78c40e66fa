/** CSS pixels that a step takes when its name is cut to something that can still be read. */
const STEP = 96;

/**
 * Which steps of a way are shown in a room of `width` CSS pixels: the first ones up to `before`, and those from `after` on.
 * The outermost and the last one always are; what is between goes into a menu. 0 is a width not yet known.
 */
export function stepsInRoom(count: number, width: number): { readonly before: number; readonly after: number } {
  const room = Math.max(3, Math.floor(width / STEP));
  if (width === 0 || count <= room) return { before: count, after: count };
  // The button of the menu takes the room of one step.
  return { before: 1, after: count - (room - 2) };
}
