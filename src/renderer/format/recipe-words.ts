import type { FolderSettings } from '../../shared/model/folder';

/** What a folder does with its files, in a few words. */
export const RECIPE_WORDS: Readonly<Record<FolderSettings['recipe'], string>> = {
  'watch-only': 'Watch and tell me only',
  invoices: 'Invoices and letters',
  photos: 'Photo intake',
  data: 'Data hand-off',
  archives: 'Archive intake',
};
