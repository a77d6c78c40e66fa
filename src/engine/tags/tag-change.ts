import { z } from 'zod';
import { foldName } from '../store/fold-name';
import { cleanTag } from './clean-tag';

/** What a change of tags did: what undoing needs. */
export const tagChangeSchema = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });
export type TagChange = z.infer<typeof tagChangeSchema>;

/** What really changes when these are given and taken away; what is in both is given. */
export function tagChange(present: readonly string[], add: readonly string[], remove: readonly string[]): TagChange {
  const has = new Map(present.map((tag) => [foldName(tag), tag]));
  const wanted = new Map(add.map(cleanTag).filter((tag) => tag !== '').map((tag) => [foldName(tag), tag]));
  const added = [...wanted].flatMap(([folded, tag]) => (has.has(folded) ? [] : [tag]));
  const unwanted = new Set(remove.map((tag) => foldName(cleanTag(tag))));
  const removed = [...has].flatMap(([folded, tag]) => (unwanted.has(folded) && !wanted.has(folded) ? [tag] : []));
  return { added, removed };
}
