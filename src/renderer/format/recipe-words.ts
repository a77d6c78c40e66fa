import type { FolderSettings } from '../../shared/model/folder';
import { t } from '../../shared/words/words';

/** What a folder does with its files, in a few words. */
export const RECIPE_WORDS: Readonly<Record<FolderSettings['recipe'], string>> = {
  'watch-only': t('Watch and tell me only'),
  invoices: t('Invoices and letters'),
  photos: t('Photo intake'),
  data: t('Data hand-off'),
  archives: t('Archive intake'),
};
