import type { WrittenRecipe } from './recipes';

export const WATCH_ONLY: WrittenRecipe = {
  id: 'watch-only',
  title: 'Watch and tell me only',
  sentence: 'Reads and indexes every file. Nothing is ever moved, renamed or written.',
  movesFiles: false,
  settings: {},
  rules: 'rules: []',
};
