import type { FileProblem } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import type { FactNeed } from '../../../shared/model/fact';
import { displayName } from '../../../shared/model/display-name';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import type { SideAction, StepContext } from '../action';
import { mustBeThere } from '../file/judged-version';
import { checkArchive, checkChecksum, checkCsv, checkImage, checkJson, checkPdf, checkXml, type Check } from './checks';
import { findChecksum } from './find-checksum';
import { t, words } from '../../../shared/words/words';

type Way = Exclude<SpecOf<'validate'>['as'], 'auto'>;

const CHECKS: Record<Way, Check> = { json: checkJson, csv: checkCsv, xml: checkXml, pdf: checkPdf, image: checkImage, archive: checkArchive, checksum: checkChecksum };
const WORDS: Record<Way, string> = { json: 'JSON', csv: 'CSV', xml: 'XML', pdf: words('a PDF'), image: words('a picture@@check'), archive: words('an archive'), checksum: words('the file of its checksum') };

/** Whether the file is what it should be. Nothing is written; one that is not fails the step. */
export const validateAction: SideAction<'validate'> = {
  kind: 'side',
  name: 'validate',
  needs: ({ checksum }): FactNeed[] => ['read', ...needsOfTemplates(checksum)],
  check({ as, schema, columns, checksum }) {
    if (schema !== undefined && as !== 'json' && as !== 'auto') throw wrong(t('Only JSON has a schema.'));
    if (columns !== undefined && as !== 'csv' && as !== 'auto') throw wrong(t('Only CSV has columns.'));
    if (schema !== undefined && columns !== undefined) throw wrong(t('A file is JSON with a schema or CSV with columns, not both.'));
    if (checksum !== undefined) templateOf(checksum);
  },
  plan(spec, context) {
    mustBeThere(context.file);
    const ways = plainWays(spec, context);
    return { sentence: ways.length === 0 ? t('Check it') : t('Check that it is {kind}', { kind: kindOf(ways) }), target: null, isDestructive: false };
  },
  async act(spec, context, tools) {
    mustBeThere(context.file);
    const ways = waysOf(spec, context);
    if (ways.length === 0) return { state: 'skipped', sentence: t('There is nothing that this kind of file could be checked by'), target: null, effectId: null, logged: { action: 'validate', valid: true, errors: [] } };
    for (const way of ways) {
      const problem = await CHECKS[way](spec, context, tools);
      if (!problem) continue;
      throw new FilemillError('file.invalid', faultOf(way, problem), { hint: t('Correct the file, or the rule that checks it.') });
    }
    return { state: 'done', sentence: t('Checked: it is {kind}', { kind: kindOf(ways) }), target: null, effectId: null, logged: { action: 'validate', valid: true, errors: [] } };
  },
};

const kindOf = (ways: readonly Way[]): string => ways.map((way) => t(WORDS[way])).join(t(' and '));

function faultOf(way: Way, { line, where, message }: FileProblem): string {
  const at = line !== null ? t('line {line, number}: ', { line }) : where !== null ? t('at {where}: ', { where }) : '';
  const fault = displayName((at + message).replace(/\.$/, ''));
  return way === 'checksum' ? `${fault[0]?.toUpperCase() ?? ''}${fault.slice(1)}.` : t('It is not {kind} as it should be: {fault}.', { kind: t(WORDS[way]), fault });
}

function waysOf(spec: SpecOf<'validate'>, context: StepContext): Way[] {
  const ways = plainWays(spec, context);
  if (spec.as !== 'auto' || ways.includes('checksum')) return ways;
  return findChecksum(context.file.source) ? [...ways, 'checksum'] : ways;
}

/** Without a look beside the file. */
function plainWays({ as, schema, columns, checksum }: SpecOf<'validate'>, context: StepContext): Way[] {
  const own = as !== 'auto' ? as : schema !== undefined ? 'json' : columns !== undefined ? 'csv' : wayOfKind(context);
  return [...(own === null ? [] : [own]), ...(checksum !== undefined && own !== 'checksum' ? (['checksum'] as const) : [])];
}

function wayOfKind({ values }: StepContext): Way | null {
  const mime = String(values.fact('mime') ?? '');
  const kind = values.fact('kind');
  if (/[/+]json$/.test(mime)) return 'json';
  if (/[/+]xml$/.test(mime) && kind !== 'image') return 'xml';
  if (mime === 'text/csv' || mime === 'text/tab-separated-values') return 'csv';
  if (mime === 'application/pdf') return 'pdf';
  if (kind === 'image') return 'image';
  return kind === 'archive' ? 'archive' : null;
}

const wrong = (what: string): FilemillError => new FilemillError('settings.invalid', what, { hint: t('Correct the rule.') });
