import type { ImageReport } from '../../shared/model/report';

/** What the header of a BMP says; null when there is none. */
export function readBmpHeader(head: Buffer, sizeBytes: number): ImageReport | null {
  if (head.length < 54 || head.readUInt32LE(14) < 40) return null;
  const bitsPerPixel = head.readUInt16LE(28);
  const dotsPerMetre = head.readInt32LE(38);
  return {
    kind: 'image',
    width: Math.abs(head.readInt32LE(18)),
    height: Math.abs(head.readInt32LE(22)),
    channels: bitsPerPixel === 32 ? 4 : 3,
    format: 'bmp',
    colorSpace: 'srgb',
    sizeBytes,
    hasAlpha: false,
    frameCount: 1,
    ...(dotsPerMetre > 0 ? { density: Math.round(dotsPerMetre * 0.0254) } : {}),
  };
}
