import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Captures } from '../rules/captures-of';
import { checkPathTemplate, Template } from '../rules/template';
import { factsOf } from './facts-of-sources';
import { triedFile } from './trace-rule';
import type { TryingParts } from './trying-parts';

export interface TemplatePreview {
  text: string | null;
  /** Why it gives nothing with this file, and what to do. */
  problem: string | null;
}

const CAUGHT: Captures = new Proxy<Captures>({}, { get: (_none, name) => `‹${String(name)}›` });

/** What a template gives with a file. What an expression would catch is not known here: its name stands for it. @throws FilemillError `file.unknown` */
export function previewTemplate(parts: TryingParts, template: string, form: 'path' | 'text', fileId: number): TemplatePreview {
  const { file, folder } = triedFile(parts, fileId);
  const facts = factsOf(file, Date.now());
  const values = { fact: (name: string) => facts.value(name), captures: CAUGHT, counter: 1, now: facts.now, source: join(folder.path, file.path) };
  try {
    return { text: form === 'path' ? checkPathTemplate(template).path(values) : Template.parse(template).text(values), problem: null };
  } catch (error) {
    if (!(error instanceof FilemillError)) throw error;
    return { text: null, problem: `${error.message} ${error.hint}`.trim() };
  }
}
