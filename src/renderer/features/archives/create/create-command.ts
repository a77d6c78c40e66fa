import { quotePath } from '../../../format/quote-argument';
import { CAN_PACK } from '../words';
import { USUAL_RECIPE, usableRecipe, type CreateChoice } from './create-choice';

/** The same on the command line: `filemill archive create …`. A password is never written into it. */
export function createCommand(sources: readonly string[], target: string, choice: CreateChoice, platform: string): string {
  const quote = (path: string): string => quotePath(path, platform);
  const recipe = usableRecipe(choice.recipe);
  const words = ['filemill', 'archive', 'create', quote(target), ...sources.map(quote)];
  if (recipe.format !== USUAL_RECIPE.format) words.push('--format', recipe.format);
  if (CAN_PACK.has(recipe.format) && recipe.level !== USUAL_RECIPE.level) words.push('--level', String(recipe.level));
  if (!recipe.preservePaths) words.push('--flat');
  if (recipe.metadata) words.push('--metadata');
  if (recipe.isReproducible) words.push('--reproducible');
  if (choice.conflict !== 'rename') words.push('--conflict', choice.conflict);
  return words.join(' ');
}
