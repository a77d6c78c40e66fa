import { z } from 'zod';
import { recipeIdSchema } from './folder';
import { ruleSchema } from './rule';

/** What a folder is for, in one choice: settings and rules that come with it. */
export const recipeSchema = z.object({
  id: recipeIdSchema,
  title: z.string(),
  /** What it does, in one or two sentences. */
  sentence: z.string(),
  /** It may move or rename files. */
  movesFiles: z.boolean(),
  /** Names of the rules it brings. */
  rules: z.array(z.string()),
  /** The rules themselves, as they are before they are for a certain folder. */
  written: z.array(ruleSchema),
});
export type Recipe = z.infer<typeof recipeSchema>;
