/**
 * Ink to light as Pillow does it (Convert.c, cmyk2rgb), without a colour profile: `255 - K - C × (255 - K) / 255`,
 * rounded as there.
 *
 * @param data four bytes a pixel
 * @param isInverted 255 is no ink, as Adobe writes it
 */
export function cmykToRgb(data: Uint8Array, isInverted: boolean): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  const flip = isInverted ? 255 : 0;
  for (let at = 0, to = 0; at < data.length; at += 4, to += 3) {
    const light = 255 - ((data[at + 3] as number) ^ flip);
    for (let channel = 0; channel < 3; channel += 1) {
      const product = ((data[at + channel] as number) ^ flip) * light + 128;
      rgb[to + channel] = light - ((product + (product >> 8)) >> 8);
    }
  }
  return rgb;
}
