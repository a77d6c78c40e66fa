import type { TransformRecipe } from '../../../shared/model/transform';
import { throwIfCancelled } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { adjustBrightness, adjustContrast, adjustSaturation } from './adjust-colours';
import { balanceWhite } from './balance-white';
import { blur } from './blur';
import { enhanceEdges } from './enhance-edges';
import { equaliseLight } from './equalise-light';
import type { Picture } from './picture';
import { resizePicture } from './resize-picture';
import { sharpen } from './sharpen';
import type { Size } from './target-size';
import { t } from '../../../shared/words/words';

interface Applied {
  picture: Picture;
  /** What was done, in order. */
  log: string[];
}

interface Sizes {
  /** What the file has. */
  from: Size;
  /** What the recipe makes of it. */
  target: Size;
  /** What is wanted of it: less for a preview. */
  shown: Size;
}

/**
 * All steps of a recipe that change pixels, in its order. The picture is used up. In a preview, steps that look at
 * neighbours are weakened by as much as they would be if the finished picture were made smaller.
 */
export function applyRecipe(original: Picture, recipe: TransformRecipe, { from, target, shown }: Sizes, context: Context): Applied {
  const log: string[] = [];
  const picture = resizePicture(original, shown.width, shown.height);
  if (target.width !== from.width || target.height !== from.height) log.push(resized(target));
  const scale = shown.width / target.width;
  const steps: { isWanted: boolean; does: string; apply: () => void }[] = [
    { isWanted: recipe.sharpen, does: t('Sharpened'), apply: () => sharpen(picture, scale * scale) },
    { isWanted: recipe.blur, does: t('Blurred'), apply: () => blur(picture, scale * scale) },
    { isWanted: recipe.edgeEnhance, does: t('Edges enhanced'), apply: () => enhanceEdges(picture, scale) },
    { isWanted: recipe.brightness !== 1, does: t('Brightness × {by}', { by: String(recipe.brightness) }), apply: () => adjustBrightness(picture, recipe.brightness) },
    { isWanted: recipe.contrast !== 1, does: t('Contrast × {by}', { by: String(recipe.contrast) }), apply: () => adjustContrast(picture, recipe.contrast) },
    { isWanted: recipe.saturation !== 1, does: t('Saturation × {by}', { by: String(recipe.saturation) }), apply: () => adjustSaturation(picture, recipe.saturation) },
    { isWanted: recipe.whiteBalance, does: t('White balanced'), apply: () => balanceWhite(picture) },
    { isWanted: recipe.equalise, does: t('Light equalised'), apply: () => equaliseLight(picture) },
  ];
  const wanted = steps.filter(({ isWanted }) => isWanted);
  for (const [index, { does, apply }] of wanted.entries()) {
    throwIfCancelled(context.signal);
    context.progress(does, index / wanted.length);
    apply();
    log.push(does);
  }
  return { picture, log };
}

export const resized = ({ width, height }: Size): string => t('Resized to {width} × {height}', { width: String(width), height: String(height) });

/** Whether a recipe does more to pixels than to give a picture another size. */
export const hasSteps = (recipe: TransformRecipe): boolean =>
  recipe.sharpen || recipe.blur || recipe.edgeEnhance || recipe.whiteBalance || recipe.equalise ||
  recipe.brightness !== 1 || recipe.contrast !== 1 || recipe.saturation !== 1;
