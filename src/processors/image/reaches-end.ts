import { behindGifParts, GIF_BLOCK, GIF_HEADER_BYTES, GIF_PICTURE_BYTES, gifPaletteBytes } from './pixels/gif-blocks';

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const CHUNK_BYTES = 12;

/** Whether a picture's file goes on to its own end, whatever stands behind that; true for formats whose decoder tells. */
export function reachesEnd(bytes: Buffer, mime: string): boolean {
  if (mime === 'image/png' || mime === 'image/apng') return pngReachesEnd(bytes);
  return mime !== 'image/gif' || gifReachesEnd(bytes);
}

function pngReachesEnd(png: Buffer): boolean {
  let at = PNG_SIGNATURE_BYTES;
  while (at + CHUNK_BYTES <= png.length) {
    if (png.toString('latin1', at + 4, at + 8) === 'IEND') return true;
    at += CHUNK_BYTES + png.readUInt32BE(at);
  }
  return false;
}

/** What is no block at all is left to decoders. */
function gifReachesEnd(gif: Buffer): boolean {
  let at = GIF_HEADER_BYTES + gifPaletteBytes(gif[10] ?? 0);
  while (at < gif.length) {
    if (gif[at] === GIF_BLOCK.extension) at = behindGifParts(gif, at + 2);
    else if (gif[at] === GIF_BLOCK.picture) at = behindGifParts(gif, at + GIF_PICTURE_BYTES + gifPaletteBytes(gif[at + 9] ?? 0) + 1);
    else return true;
  }
  return false;
}
