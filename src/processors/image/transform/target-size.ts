import type { TransformRecipe } from '../../../shared/model/transform';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that a recipe gives; by the largest side the shape is kept, and what is cut off of the shorter one is no pixel. */
export function targetSize({ width, height }: Size, resize: TransformRecipe['resize']): Size {
  if (!resize) return { width, height };
  if (resize.by === 'size') return { width: resize.width, height: resize.height };
  const { pixels, enlarge } = resize;
  if (!enlarge && Math.max(width, height) <= pixels) return { width, height };
  if (width > height) return { width: pixels, height: Math.max(1, Math.trunc(height * (pixels / width))) };
  return { width: Math.max(1, Math.trunc(width * (pixels / height))), height: pixels };
}

/** The size made smaller, where it must be, so that its longer side has at most so many pixels. */
export function fitInto({ width, height }: Size, maxSide: number): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}
