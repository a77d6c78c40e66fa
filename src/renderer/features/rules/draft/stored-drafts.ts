import { z } from 'zod';
import { ruleSchema } from '../../../../shared/model/rule';
import { isUnsaved, type Draft } from './draft';

const KEY = 'filemill.rules.drafts';

/** A rule in the making may lack what a saved one must have. */
const draftSchema = z.object({ base: ruleSchema, rule: z.unknown(), text: z.string().nullable() });

/** What was not saved when the window closed, by the name of the saved rule. */
export function loadDrafts(): Record<string, Draft> {
  try {
    const stored = z.record(z.string(), z.unknown()).parse(JSON.parse(window.localStorage.getItem(KEY) ?? '{}'));
    const drafts = Object.entries(stored).flatMap(([name, written]): [string, Draft][] => {
      const parsed = draftSchema.safeParse(written);
      const rule = parsed.success ? ruleOf(parsed.data.rule) : null;
      return parsed.success && rule ? [[name, { ...parsed.data, rule }]] : [];
    });
    return Object.fromEntries(drafts);
  } catch {
    return {};
  }
}

export function storeDrafts(drafts: Readonly<Record<string, Draft>>): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(drafts).filter(([, draft]) => isUnsaved(draft)))));
  } catch {
    // Without storage drafts last as long as the window.
  }
}

/** What is still empty is let through; what has another shape than this version's is not. */
function ruleOf(written: unknown): Draft['rule'] | null {
  const parsed = ruleSchema.safeParse(written);
  if (parsed.success) return parsed.data;
  const isOnlyEmpty = parsed.error.issues.every(({ code }) => code === 'too_small' || code === 'invalid_format');
  return isOnlyEmpty ? (written as Draft['rule']) : null;
}
