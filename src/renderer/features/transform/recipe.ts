import { transformOutputSchema, transformRecipeSchema, type TransformOutput, type TransformRecipe } from '../../../shared/model/transform';
import { t } from '../../../shared/words/words';

/** Nothing is done. */
export const UNCHANGED: TransformRecipe = transformRecipeSchema.parse({});
export const USUAL_OUTPUT: TransformOutput = transformOutputSchema.parse({});

/** Steps that belong together, so that they are reset together. */
export type Control = 'resize' | 'brightness' | 'contrast' | 'saturation' | 'whiteBalance' | 'equalise' | 'sharpen' | 'blur' | 'edgeEnhance' | 'format' | 'metadata';

const PARTS: Readonly<Record<Control, readonly (keyof TransformRecipe)[]>> = {
  resize: ['resize'],
  brightness: ['brightness'],
  contrast: ['contrast'],
  saturation: ['saturation'],
  whiteBalance: ['whiteBalance'],
  equalise: ['equalise'],
  sharpen: ['sharpen'],
  blur: ['blur'],
  edgeEnhance: ['edgeEnhance'],
  format: ['format', 'quality', 'compression'],
  metadata: ['metadata'],
};

export function isChanged(recipe: TransformRecipe, control: Control): boolean {
  return PARTS[control].some((key) => JSON.stringify(recipe[key]) !== JSON.stringify(UNCHANGED[key]));
}

/** The recipe without what one control does. */
export function resetOf(recipe: TransformRecipe, control: Control): TransformRecipe {
  return { ...recipe, ...Object.fromEntries(PARTS[control].map((key) => [key, UNCHANGED[key]])) };
}

export function doesNothing(recipe: TransformRecipe): boolean {
  return (Object.keys(PARTS) as Control[]).every((control) => !isChanged(recipe, control));
}

/** What is seen of a recipe; the rest changes the file only. */
export function visibleKey({ format: _format, quality: _quality, compression: _compression, metadata: _metadata, ...steps }: TransformRecipe): string {
  return JSON.stringify(steps);
}

export interface Preset {
  id: string;
  label: string;
  recipe: Partial<TransformRecipe>;
}

export const PRESETS: readonly Preset[] = [
  { id: 'web', label: t('Web 1600 px'), recipe: { resize: { by: 'largestSide', pixels: 1600, enlarge: false }, format: 'jpeg', quality: 82, metadata: 'strip' } },
  { id: 'thumbnail', label: t('Thumbnail 400 px'), recipe: { resize: { by: 'largestSide', pixels: 400, enlarge: false }, format: 'jpeg', quality: 80, metadata: 'strip' } },
  { id: 'brighten', label: t('Brighten'), recipe: { brightness: 1.25, contrast: 1.1 } },
  { id: 'auto', label: t('Auto-enhance'), recipe: { whiteBalance: true, equalise: true } },
  { id: 'strip', label: t('Strip metadata'), recipe: { metadata: 'strip' } },
];

/** The recipe of a preset alone. */
export function recipeOf(preset: Preset): TransformRecipe {
  return { ...UNCHANGED, ...preset.recipe };
}

export function isPreset(recipe: TransformRecipe, preset: Preset): boolean {
  return JSON.stringify(recipe) === JSON.stringify(recipeOf(preset));
}

interface Size {
  width: number;
  height: number;
}

/** How large a picture becomes, pixels; the shorter side is cut to whole pixels. */
export function sizeAfter({ width, height }: Size, { resize }: Pick<TransformRecipe, 'resize'>): Size {
  if (resize === null) return { width, height };
  if (resize.by === 'size') return { width: resize.width, height: resize.height };
  const side = Math.max(width, height);
  if (side <= resize.pixels && !resize.enlarge) return { width, height };
  const scale = resize.pixels / side;
  const scaled = (length: number): number => Math.max(1, Math.floor(length * scale));
  return width > height ? { width: resize.pixels, height: scaled(height) } : { width: scaled(width), height: resize.pixels };
}
