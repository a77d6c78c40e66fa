import { dirname } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import { displayName } from '../../../shared/model/display-name';
import { formatBytes } from '../../../shared/model/format-bytes';
import { isThere } from '../../actions/file-version';
import { needsOfTemplates } from '../../rules/template-of';
import type { Acted, SideAction, StepContext, Tools } from '../action';
import { displacer } from '../file/displace';
import { inFolder } from '../file/make-folder';
import { judgedVersion, mustBeThere } from '../file/judged-version';
import { checkPlaceTemplates, placeOf } from '../file/place-of';
import { skippedSentence } from '../file/skipped-sentence';
import { namesOf, recipeOf, wantedName } from './archive-target';
import { t } from '../../../shared/words/words';

type Spec = SpecOf<'archive'>;

/** Packs the file, or has it wait to be packed together with others. What goes is not looked at before the archive is verified. */
export const archiveAction: SideAction<'archive'> = {
  kind: 'side',
  name: 'archive',
  needs: ({ to, as }) => needsOfTemplates(to, as),
  check(spec, surroundings) {
    checkPlaceTemplates(spec, surroundings);
    if (!isGathered(spec) || !/\{match\./.test(spec.to + spec.as)) return;
    throw new FilemillError('settings.invalid', t('Files that are packed later have no “{match.…}”: what matched is forgotten by then.'), { hint: t('Take it out of the archive’s name.') });
  },
  plan(spec, context) {
    mustBeThere(context.file);
    const target = namesOf(spec, placeOf(spec, context))(1);
    const values = { target: displayName(target), limits: limitsOf(spec) };
    const packs = hasGathering(spec) ? t('Pack it into “{target}”, together with others ({limits})', values) : t('Pack it into “{target}”', values);
    return { sentence: spec.originals === 'keep' ? packs : t('{packs}; then it goes to the {place, select, vault {vault} other {trash}}', { packs, place: spec.originals }), target, isDestructive: spec.originals !== 'keep' || (spec.conflict === 'replace' && isThere(target)) };
  },
  act: (spec, context, tools) => (isGathered(spec) ? gather(spec, context, tools) : pack(spec, context, tools)),
};

const hasGathering = ({ gather: { count, bytes, days } }: Spec): boolean => count !== undefined || bytes !== undefined || days !== undefined;

/** An original that goes does so once its job is done: so it waits, if only for a moment. */
export const isGathered = (spec: Spec): boolean => hasGathering(spec) || spec.originals !== 'keep';

async function gather(spec: Spec, context: StepContext, { journal, mill }: Tools): Promise<Acted> {
  const { file, rule, step } = context;
  mustBeThere(file);
  judgedVersion(file);
  // Told now, so that a place that can't be is not found out days later. Its name at a fixed moment: “{now}” is that of the packing.
  const into = placeOf(spec, { ...context, values: { ...context.values, now: 0 } }).targetAt(1);
  const effectId = await journal.note({ action: 'gather', source: file.source, target: '' }, (writer) => mill.gathering.add(writer, { rule, step, file, into }));
  const sentence = hasGathering(spec) ? t('It waits to be packed with others ({limits})', { limits: limitsOf(spec) }) : t('It waits to be packed');
  return { state: 'done', sentence, target: null, effectId, logged: { action: 'gather' } };
}

async function pack(spec: Spec, context: StepContext, { mill, journal, signal, progress }: Tools): Promise<Acted> {
  const { file } = context;
  mustBeThere(file);
  judgedVersion(file);
  const place = placeOf(spec, context);
  const request = { ...wantedName(spec, place), sources: [file.source], recipe: recipeOf(spec), removeOriginals: false };
  const { target } = request;
  if (spec.conflict === 'skip' && isThere(target)) return notPacked({ path: target, why: 'taken' });
  progress(t('Packing'), null);
  const created = await inFolder(dirname(target), place.within, 'archive', (made) =>
    mill.archiveActs.create(
      request,
      { id: 0, progressId: file.fileId, signal, tell: () => undefined },
      { intend: (effect) => journal.begin({ ...effect, source: file.source, made }), displace: displacer(journal) },
    ),
  );
  if (created.state === 'skipped') return notPacked(created);
  const { path, effectId } = created;
  return { state: 'done', sentence: t('Packed it into “{path}”', { path: displayName(path) }), target: path, effectId, logged: { action: 'archive', destination: path } };
}

const notPacked = (placed: Parameters<typeof skippedSentence>[0]): Acted => ({
  state: 'skipped',
  sentence: skippedSentence(placed),
  target: placed.path,
  effectId: null,
  logged: { action: 'archive', destination: placed.path },
});

function limitsOf({ gather: { count, bytes, days } }: Spec): string {
  const limits = [
    ...(count === undefined ? [] : [t('{count, plural, one {# file} other {# files}}', { count })]),
    ...(bytes === undefined ? [] : [formatBytes(bytes)]),
    ...(days === undefined ? [] : [t('{days, plural, one {# day} other {# days}}@@limit', { days })]),
  ];
  return t('at {limits}', { limits: limits.join(t(' or ')) });
}
