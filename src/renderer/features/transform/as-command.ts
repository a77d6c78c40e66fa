import type { TransformOutput, TransformRecipe } from '../../../shared/model/transform';
import { quoteArgument, quotePath } from '../../format/quote-argument';
import { UNCHANGED, USUAL_OUTPUT } from './recipe';

/** The same on the command line: `filemill image transform …`. */
export function asCommand(paths: readonly string[], recipe: TransformRecipe, output: TransformOutput, platform: string): string {
  const words = ['filemill', 'image', 'transform', ...paths.map((path) => quotePath(path, platform))];
  const { resize } = recipe;
  if (resize?.by === 'largestSide') words.push('--max-side', String(resize.pixels));
  if (resize?.by === 'largestSide' && resize.enlarge) words.push('--enlarge');
  if (resize?.by === 'size') words.push('--size', `${resize.width}x${resize.height}`);
  if (recipe.sharpen) words.push('--sharpen');
  if (recipe.blur) words.push('--blur');
  if (recipe.edgeEnhance) words.push('--edge-enhance');
  for (const name of ['brightness', 'contrast', 'saturation'] as const) {
    if (recipe[name] !== UNCHANGED[name]) words.push(`--${name}`, String(recipe[name]));
  }
  if (recipe.whiteBalance && recipe.equalise) words.push('--auto-enhance');
  else if (recipe.whiteBalance) words.push('--white-balance');
  else if (recipe.equalise) words.push('--equalise');
  for (const name of ['format', 'quality', 'compression'] as const) {
    if (recipe[name] !== UNCHANGED[name]) words.push(`--${name}`, String(recipe[name]));
  }
  if (recipe.metadata === 'strip') words.push('--strip-metadata');
  if (output.folder !== null) words.push('--output', quoteArgument(output.folder, platform));
  if (output.name !== USUAL_OUTPUT.name) words.push('--name', quoteArgument(output.name, platform));
  if (output.conflict !== USUAL_OUTPUT.conflict) words.push('--on-conflict', output.conflict);
  return words.join(' ');
}
