import type { PageToDraw, PixelSize, ScannedImage } from './page-to-draw';

const POINTS_PER_INCH = 72;
/** What recognition of print likes best. */
const WANTED_DPI = 300;
/** A scan finer than this is drawn at a half, a third, … of its resolution. */
const FINE_DPI = 450;
/** Share of the page that a picture covers for its resolution to be that of the page. */
const WHOLE_PAGE = 0.8;
/** Points are drawn at most so many times as large for the eye. */
const MAX_SCALE = 4;

/** The size of a picture for the eye, whose longer side has at most `maxSide` pixels. */
export function sizeForEyes({ width, height }: PageToDraw, maxSide: number): PixelSize {
  return scaled(width, height, Math.min(MAX_SCALE, maxSide / Math.max(width, height)));
}

/** The size of a picture for recognition, at most `maxPixels`: that of the scan where the page is one. */
export function sizeForReading({ width, height, image }: PageToDraw, maxPixels: number): PixelSize {
  const dpi = (image && dpiOfScan(image, width * height)) ?? WANTED_DPI;
  const scale = dpi / POINTS_PER_INCH;
  const most = Math.sqrt(maxPixels / (width * height));
  return scaled(width, height, Math.min(scale, most));
}

function scaled(width: number, height: number, scale: number): PixelSize {
  const pixels = (points: number): number => Math.max(1, Math.floor(points * scale + 0.01));
  return { width: pixels(width), height: pixels(height) };
}

function dpiOfScan({ pixelWidth, pixelHeight, width, height }: ScannedImage, pageArea: number): number | null {
  if (width * height < WHOLE_PAGE * pageArea || pixelWidth < 1 || pixelHeight < 1) return null;
  // A picture may be stored lying on its side.
  const upright = [pixelWidth / width, pixelHeight / height] as const;
  const turned = [pixelWidth / height, pixelHeight / width] as const;
  const unevenness = ([a, b]: readonly [number, number]): number => Math.max(a / b, b / a);
  const perPoint = Math.max(...(unevenness(turned) < unevenness(upright) ? turned : upright));
  const dpi = perPoint * POINTS_PER_INCH;
  return dpi > FINE_DPI ? dpi / Math.ceil(dpi / FINE_DPI) : dpi;
}
