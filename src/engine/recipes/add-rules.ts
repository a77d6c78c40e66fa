import { folderKey } from '../rules/rule-set';
import type { RulesKeeper } from '../rules/rules-keeper';
import { rulesFor, type WrittenRecipe } from './recipes';

/**
 * Adds the rules of a recipe for a folder, switched on. A recipe that is chosen once more brings what is missing; rules that
 * are there stay as they are, as a person may have changed them.
 *
 * @returns names of those that were added
 * @throws FilemillError `settings.invalid` while the rules have a mistake
 */
export function addRules(keeper: RulesKeeper, recipe: WrittenRecipe, folder: { name: string; path: string }): string[] {
  const own = keeper.list().filter(({ rule }) => rule.folders.some((one) => folderKey(one) === folderKey(folder.path)));
  const known = new Set(own.map(({ rule }) => rule.name.replace(NUMBER, '')));
  return keeper.add(rulesFor(recipe, folder).filter(({ name }) => !known.has(name)));
}

/** Two folders may have one name: the rules of the second got a number. */
const NUMBER = / \d+$/;
