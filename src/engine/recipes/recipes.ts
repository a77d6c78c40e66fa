import { FilemillError } from '../../shared/errors/filemill-error';
import type { FolderSettings, RecipeId } from '../../shared/model/folder';
import type { Recipe } from '../../shared/model/recipe';
import type { Rule } from '../../shared/model/rule';
import { nearestName } from '../config/nearest-name';
import { readRules } from '../rules/read-rules';
import { ARCHIVES } from './archives';
import { DATA } from './data';
import { INVOICES } from './invoices';
import { PHOTOS } from './photos';
import { WATCH_ONLY } from './watch-only';
import { t } from '../../shared/words/words';

/** What a folder is for, in one choice. */
export interface WrittenRecipe {
  readonly id: RecipeId;
  readonly title: string;
  readonly sentence: string;
  readonly movesFiles: boolean;
  /** What it changes of a folder's settings. */
  readonly settings: Partial<FolderSettings>;
  /** In YAML, for the folder alone: names and places are inside it. */
  readonly rules: string;
}

const ALL: readonly WrittenRecipe[] = [WATCH_ONLY, INVOICES, PHOTOS, DATA, ARCHIVES];

export const RECIPES: readonly Recipe[] = ALL.map((recipe) => {
  const { id, title, sentence, movesFiles } = recipe;
  const written = rulesOf(recipe);
  return { id, title, sentence, movesFiles, rules: written.map(({ name }) => name), written };
});

/** By its id, or by its title in any case. @throws FilemillError `usage.invalid` */
export function recipeNamed(name: string): WrittenRecipe {
  const recipe = ALL.find(({ id, title }) => id === name || title.toLowerCase() === name.toLowerCase());
  if (recipe) return recipe;
  const ids = ALL.map(({ id }) => id);
  const meant = nearestName(name, ids);
  throw new FilemillError('usage.invalid', t('There is no recipe named {name}.', { name }), { hint: meant ? t('“{meant}” is meant?', { meant }) : t('There is: {known}.', { known: ids.join(', ') }) });
}

/** The rules of a recipe for a folder, named after it and switched on. */
export function rulesFor(recipe: WrittenRecipe, folder: { name: string; path: string }): Rule[] {
  const shown = folder.name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, MOST_OF_FOLDER);
  return rulesOf(recipe).map((rule) => ({ ...rule, name: shown === '' ? rule.name : `${shown}: ${rule.name}`, folders: [folder.path] }));
}

/** A folder's name may be as long as a rule's. */
const MOST_OF_FOLDER = 120;

function rulesOf({ rules: written }: WrittenRecipe): Rule[] {
  return readRules(written).rules;
}
