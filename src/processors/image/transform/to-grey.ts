/** OpenCV's `COLOR_BGR2GRAY`, from three bytes a pixel. */
export function toGrey(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3);
  for (let at = 0, from = 0; at < grey.length; at++, from += 3) {
    grey[at] = ((rgb[from] as number) * 9798 + (rgb[from + 1] as number) * 19235 + (rgb[from + 2] as number) * 3735 + 16384) >> 15;
  }
  return grey;
}
