import { resolve } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import {
  CONFLICT_POLICIES,
  TRANSFORM_FORMATS,
  transformOutputSchema,
  transformRecipeSchema,
  type TransformOutput,
  type TransformRecipe,
} from '../../shared/model/transform';
import { oneOf } from '../choices';

/** Of `filemill image transform`, as `parseArguments` takes them. */
export const RECIPE_OPTIONS = {
  'max-side': { type: 'string' },
  size: { type: 'string' },
  enlarge: { type: 'boolean' },
  sharpen: { type: 'boolean' },
  blur: { type: 'boolean' },
  'edge-enhance': { type: 'boolean' },
  brightness: { type: 'string' },
  contrast: { type: 'string' },
  saturation: { type: 'string' },
  'white-balance': { type: 'boolean' },
  equalise: { type: 'boolean' },
  'auto-enhance': { type: 'boolean' },
  format: { type: 'string' },
  quality: { type: 'string' },
  compression: { type: 'string' },
  'strip-metadata': { type: 'boolean' },
  output: { type: 'string' },
  name: { type: 'string' },
  'on-conflict': { type: 'string' },
} as const;

type Given = { [name in keyof typeof RECIPE_OPTIONS]?: (typeof RECIPE_OPTIONS)[name]['type'] extends 'boolean' ? boolean : string };

/** @throws FilemillError `usage.invalid` */
export function recipeOf(given: Given): TransformRecipe {
  const isAuto = given['auto-enhance'] ?? false;
  const recipe = transformRecipeSchema.safeParse({
    resize: resizeOf(given),
    sharpen: given.sharpen,
    blur: given.blur,
    edgeEnhance: given['edge-enhance'],
    brightness: numberOf('brightness', given.brightness, 0, 10),
    contrast: numberOf('contrast', given.contrast, 0, 10),
    saturation: numberOf('saturation', given.saturation, 0, 10),
    whiteBalance: isAuto || given['white-balance'],
    equalise: isAuto || given.equalise,
    format: given.format === undefined ? undefined : oneOf('format', TRANSFORM_FORMATS, given.format === 'jpg' ? 'jpeg' : given.format),
    quality: wholeNumberOf('quality', given.quality, 1, 100),
    compression: wholeNumberOf('compression', given.compression, 0, 9),
    metadata: given['strip-metadata'] ? 'strip' : 'keep',
  });
  if (recipe.success) return recipe.data;
  throw new FilemillError('usage.invalid', recipe.error.issues[0]?.message ?? 'The options are not right.', { hint: 'See: filemill image --help' });
}

const PLACING: ReadonlySet<string> = new Set(['output', 'name', 'on-conflict', 'enlarge']);

/**
 * A copy in which nothing is changed is only worse than the original.
 *
 * @throws FilemillError `usage.invalid`
 */
export function checkAsksForChange(given: Given): void {
  if (Object.keys(RECIPE_OPTIONS).some((option) => !PLACING.has(option) && given[option as keyof Given] !== undefined)) return;
  throw new FilemillError('usage.invalid', 'What is to be changed?', { hint: 'For example: --max-side 1600, or --auto-enhance. See: filemill image --help' });
}

/** @throws FilemillError `usage.invalid` */
export function outputOf(given: Given): TransformOutput {
  const output = transformOutputSchema.safeParse({
    folder: given.output === undefined ? null : resolve(given.output),
    name: given.name,
    conflict: given['on-conflict'] === undefined ? undefined : oneOf('on-conflict', CONFLICT_POLICIES, given['on-conflict']),
  });
  if (output.success) return output.data;
  throw new FilemillError('usage.invalid', '--output or --name is empty or too long.', { hint: 'For example: --output small --name {stem}-{width}{ext}' });
}

function resizeOf(given: Given): TransformRecipe['resize'] {
  const side = wholeNumberOf('max-side', given['max-side'], 1, 20_000);
  if (given.size === undefined) return side === undefined ? null : { by: 'largestSide', pixels: side, enlarge: given.enlarge ?? false };
  if (side !== undefined) throw new FilemillError('usage.invalid', '--max-side and --size exclude each other.', { hint: 'Give one of them.' });
  const [, width, height] = /^(\d+)[x×](\d+)$/i.exec(given.size) ?? [];
  if (width === undefined || height === undefined) {
    throw new FilemillError('usage.invalid', `--size ${given.size} is no size.`, { hint: 'For example: --size 800x600' });
  }
  const [wide, high] = [wholeNumberOf('size', width, 1, 20_000), wholeNumberOf('size', height, 1, 20_000)];
  return { by: 'size', width: wide ?? 1, height: high ?? 1 };
}

function numberOf(option: string, given: string | undefined, least: number, most: number): number | undefined {
  if (given === undefined) return undefined;
  const number = given.trim() === '' ? Number.NaN : Number(given);
  if (number >= least && number <= most) return number;
  throw new FilemillError('usage.invalid', `--${option} ${given} is not between ${least} and ${most}.`, { hint: 'See: filemill image --help' });
}

function wholeNumberOf(option: string, given: string | undefined, least: number, most: number): number | undefined {
  const number = numberOf(option, given, least, most);
  if (number === undefined || Number.isInteger(number)) return number;
  throw new FilemillError('usage.invalid', `--${option} ${given} is no whole number.`, { hint: 'See: filemill image --help' });
}
