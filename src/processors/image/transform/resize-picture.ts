import type { Picture } from './picture';
import { resizeLanczos } from './resize-lanczos';

/** The picture in another size; colours count by how opaque they are, as in Pillow. The same one where the size stays. */
export function resizePicture(picture: Picture, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture;
  const { isGrey, alpha } = picture;
  const size = { width, height };
  if (!alpha) return { ...size, isGrey, alpha, rgb: resizeLanczos(picture.rgb, 3, picture, size) };
  return { ...size, isGrey, ...part(resizeLanczos(weigh(picture.rgb, alpha), 4, picture, size)) };
}

/** Four bytes a pixel, colours multiplied by alpha. */
function weigh(rgb: Uint8Array, alpha: Uint8Array): Uint8Array {
  const weighed = new Uint8Array(alpha.length * 4);
  for (let at = 0, from = 0, to = 0; at < alpha.length; at++, from += 3, to += 4) {
    const share = alpha[at] as number;
    for (let channel = 0; channel < 3; channel++) {
      const product = (rgb[from + channel] as number) * share + 128;
      weighed[to + channel] = ((product >> 8) + product) >> 8;
    }
    weighed[to + 3] = share;
  }
  return weighed;
}

function part(weighed: Uint8Array): Pick<Picture, 'rgb' | 'alpha'> {
  const count = weighed.length / 4;
  const rgb = new Uint8Array(count * 3);
  const alpha = new Uint8Array(count);
  for (let at = 0, from = 0, to = 0; at < count; at++, from += 4, to += 3) {
    const share = weighed[from + 3] as number;
    alpha[at] = share;
    for (let channel = 0; channel < 3; channel++) {
      const value = weighed[from + channel] as number;
      rgb[to + channel] = share === 0 || share === 255 ? value : Math.min(255, Math.trunc((255 * value) / share));
    }
  }
  return { rgb, alpha };
}
