/** Luma of ITU-R BT.601 in 256ths. */
const [RED, GREEN, BLUE] = [77, 150, 29];

/** One byte a pixel out of red, green, blue and a fourth. */
export function toGrey(pixels: Uint8Array): Uint8Array {
  const grey = new Uint8Array(pixels.length >> 2);
  for (let i = 0, at = 0; i < grey.length; i += 1, at += 4) {
    grey[i] = ((pixels[at] as number) * RED + (pixels[at + 1] as number) * GREEN + (pixels[at + 2] as number) * BLUE) >> 8;
  }
  return grey;
}
