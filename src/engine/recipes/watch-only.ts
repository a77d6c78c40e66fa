import type { WrittenRecipe } from './recipes';
import { words } from '../../shared/words/words';

export const WATCH_ONLY: WrittenRecipe = {
  id: 'watch-only',
  title: words('Watch and tell me only'),
  sentence: words('Reads and indexes every file. Nothing is ever moved, renamed or written.'),
  movesFiles: false,
  settings: {},
  rules: 'rules: []',
};
