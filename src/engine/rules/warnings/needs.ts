import type { FactNeed } from '../../../shared/model/fact';
import type { FileKind } from '../../../shared/model/file';
import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { foldersOf } from '../check-rule';
import { possibleKinds } from './logic';
import type { WatchedFolder } from './watched-folder';
import { t } from '../../../shared/words/words';

/** Kinds with pages that OCR may have to read. */
const WITH_PAGES: readonly FileKind[] = ['document', 'image'];

/** What has to be found out first, and what it costs. */
export function warnOfNeeds(rule: Rule, needs: ReadonlySet<FactNeed>, folders: readonly WatchedFolder[]): RuleWarning[] {
  const warnings: RuleWarning[] = [];
  if (needs.has('ocr') && possibleKinds(rule.if).some((kind) => WITH_PAGES.includes(kind))) {
    const own = foldersOf(rule, folders.map((folder) => ({ ...folder, name: folder.settings.name })));
    const without = own.filter(({ settings }) => settings.ocr.mode === 'never').map(({ name }) => `“${name}”`);
    const sentence =
      without.length === 0
        ? t('It needs the text: scans and pictures wait until OCR has read them.')
        : t('It needs the text, and OCR is off in {folders}: scans there have none.', { folders: without.join(', ') });
    warnings.push({ kind: 'needsOcr', sentence, action: null });
  }
  if (needs.has('compare')) warnings.push({ kind: 'needsComparing', sentence: t('It needs to know of duplicates: files wait until they are compared with all others.'), action: null });
  return warnings;
}
