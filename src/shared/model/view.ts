import { z } from 'zod';
import { FILE_SORTS, FILE_STATES, laneSchema } from './file';
import { t } from '../words/words';

export const MOST_VIEWS = 50;

/** A search of the files, with what it is narrowed to, under a name. */
export const savedViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  query: z.string().max(500).default(''),
  state: z.enum([...FILE_STATES, 'all', 'retrying', 'held', 'clearedToday']).default('all'),
  lane: laneSchema.nullable().default(null),
  /** The path of a watched folder; null for all. */
  folder: z.string().min(1).max(4096).nullable().default(null),
  /** Null: the best one for what is shown. */
  sort: z.enum(FILE_SORTS).nullable().default(null),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** No two of one name. */
export const savedViewsSchema = z
  .array(savedViewSchema)
  .max(MOST_VIEWS)
  .refine((views) => new Set(views.map(({ name }) => name)).size === views.length, { error: () => t('Two views have the same name.') });
