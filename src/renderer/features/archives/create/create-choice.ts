import { archiveRecipeSchema, type ArchiveRecipe, type CreateRequest } from '../../../../shared/model/archive';
import { withArchiveEnding } from '../../../../shared/model/archive-name';
import { CAN_ENCRYPT } from '../words';
import { t } from '../../../../shared/words/words';

/** What a person chooses for a new archive. */
export interface CreateChoice {
  readonly recipe: ArchiveRecipe;
  /** Null: what the engine proposes. */
  readonly folder: string | null;
  /** Without its ending; null: what the engine proposes. */
  readonly name: string | null;
  readonly conflict: CreateRequest['conflict'];
  readonly removeOriginals: boolean;
}

export const USUAL_RECIPE: ArchiveRecipe = archiveRecipeSchema.parse({});
export const FIRST_CHOICE: CreateChoice = { recipe: USUAL_RECIPE, folder: null, name: null, conflict: 'rename', removeOriginals: false };

/** "/home/me/Photos" → ["/home/me", "Photos"] */
export function splitTarget(target: string): [folder: string, name: string] {
  const cut = Math.max(target.lastIndexOf('/'), target.lastIndexOf('\\'));
  return [target.slice(0, Math.max(cut, target.startsWith('/') ? 1 : cut)), target.slice(cut + 1)];
}

/** Where the archive will lie, absolute, with the ending of its format. */
export function targetOf({ folder, name, recipe }: CreateChoice, suggested: string): string {
  const [usualFolder, usualName] = splitTarget(suggested);
  const place = folder ?? usualFolder;
  const separator = place.includes('\\') && !place.includes('/') ? '\\' : '/';
  return `${place.replace(/[/\\]$/, '')}${separator}${withArchiveEnding(name ?? usualName, recipe.format)}`;
}

/** Why a name won't do; null when it will. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return t('A name is needed.');
  if (/[/\\]/.test(name)) return t('A name has no slashes; the folder is chosen below.');
  if (/[\u0000-\u001f<>:"|?*]/.test(name)) return t('Some systems do not take < > : " | ? * in names.');
  if (name.length > 200) return t('The name is too long.');
  return null;
}

/** The recipe as the engine wants it: what its format can't do is left out. */
export function usableRecipe(recipe: ArchiveRecipe): ArchiveRecipe {
  const password = CAN_ENCRYPT.has(recipe.format) ? recipe.password : null;
  return { ...recipe, password: password === '' ? null : password };
}
