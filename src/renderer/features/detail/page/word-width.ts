/** Of which the words of a text layer are set; it only has to be the same here and there. */
export const LAYER_FONT = 'sans-serif';

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text is when its font is one unit high. */
export function wordWidth(text: string): number {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `100px ${LAYER_FONT}`;
  }
  return pen ? pen.measureText(text).width / 100 : text.length / 2;
}
