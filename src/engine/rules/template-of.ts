import type { FactNeed } from '../../shared/model/fact';
import { Template } from './template';

const MOST_KEPT = 1_000;
const kept = new Map<string, Template>();

/** The template of a written one; made once. @throws FilemillError `settings.invalid` */
export function templateOf(written: string): Template {
  const known = kept.get(written);
  if (known) return known;
  const template = Template.parse(written);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(written, template);
  return template;
}

/** What must be known before all of these can be filled; those left out need nothing. */
export function needsOfTemplates(...written: readonly (string | undefined)[]): FactNeed[] {
  return [...new Set(written.flatMap((one) => (one === undefined ? [] : [...templateOf(one).needs])))];
}
