import { dirname, join } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { sanitizeName } from '../../../base/sanitize-name';
import { displayName } from '../../../shared/model/display-name';
import type { SpecOf } from '../../../shared/model/action';
import { dayOf } from '../../handoff/local-time';
import { pairAt, putOne } from '../../handoff/producer';
import { SIDECAR_FIELDS } from '../../handoff/sidecar-schema';
import { hashAt } from '../../actions/copy-verified';
import { isThere } from '../../actions/file-version';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import type { Acted, SideAction, StepContext } from '../action';
import { judgedVersion, mustBeThere } from '../file/judged-version';
import { makeFolder } from '../file/make-folder';
import { checkPlaceTemplates, placeOf } from '../file/place-of';
import { skippedSentence } from '../file/skipped-sentence';
import { whoHasName } from './who-has-name';
import { t } from '../../../shared/words/words';

type Spec = SpecOf<'handOff'>;

/** Names that were given lately, by what they begin with: of a burst not each is looked for from the start. */
const numbers = new Map<string, number>();
const MOST_KEPT = 10_000;

/** Puts a copy with a sidecar where another program takes it: data first, sidecar last, both at once and whole. */
export const handOffAction: SideAction<'handOff'> = {
  kind: 'side',
  name: 'handOff',
  needs: ({ to, app, type, nextApp, fields }) => needsOfTemplates(to, app, type, nextApp, ...Object.values(fields)),
  check(spec, surroundings) {
    checkPlaceTemplates(inFolder(spec), surroundings);
    for (const written of [spec.app, spec.type, spec.nextApp, ...Object.values(spec.fields)]) templateOf(written);
    const reserved = Object.keys(spec.fields).find((name) => (SIDECAR_FIELDS as readonly string[]).includes(name));
    if (reserved !== undefined) throw new FilemillError('settings.invalid', t('The field “{reserved}” of a sidecar is not the rule’s to set.', { reserved }), { hint: t('Give it another name.') });
  },
  plan(spec, context) {
    mustBeThere(context.file);
    const { app, type, nextApp } = saidBy(spec, context);
    const at = new Date(context.values.now);
    const target = pairAt({ app, type }, at, context.file.path, join(dirname(placeOf(inFolder(spec), context).targetAt(1)), dayOf(at))).data;
    return { sentence: t('Hand a copy over to {nextApp}, as “{target}”', { nextApp: displayName(nextApp), target: displayName(target) }), target, isDestructive: false };
  },
  async act(spec, context, { mill, journal, signal, progress }) {
    const { file } = context;
    mustBeThere(file);
    judgedVersion(file);
    const said = saidBy(spec, context);
    const place = placeOf(inFolder(spec), context);
    const to = dirname(place.targetAt(1));
    // The name is the one that was planned.
    const at = new Date(context.values.now);
    const folder = join(to, dayOf(at));
    const first = pairAt(said, at, file.path, folder);
    const holder = await whoHasName(spec.conflict, (number) => pairAt(said, at, file.path, folder, number), said.nextApp, () => file.sha256 ?? hashAt(file.source, signal));
    if (holder) return notHandedOver(holder, said.nextApp);
    const made = makeFolder(folder, place.within, 'copy');
    if (numbers.size > MOST_KEPT) numbers.clear();
    progress(t('Handing it over to {nextApp}', { nextApp: displayName(said.nextApp) }), null);
    let effectId: number | null = null;
    try {
      const { pair, sidecar } = await putOne(file.source, {
        to,
        ...said,
        now: () => at,
        extra: () => extraOf(spec, context),
        signal,
        // Where another name is none, this one is looked at.
        numbers: spec.conflict === 'skip' ? new Map() : numbers,
        begin: async (target, fields) => {
          if (spec.conflict === 'skip' && target.data !== first.data) throw new FilemillError('file.changed', skippedSentence({ path: first.data, why: 'taken' }));
          if (file.sha256 !== null && fields.checksum !== `sha256:${file.sha256}`) throw new FilemillError('file.changed', t('The file has changed since its rules were asked.'), { hint: t('The newer version is read, and its rules are asked.') });
          if (effectId === null) effectId = await journal.begin({ action: 'handOff', source: file.source, target: target.data, sha256: fields.checksum.replace('sha256:', ''), made });
          else await journal.retarget(effectId, target.data);
          await mill.writeThrough.ledger();
        },
      });
      await journal.finish(effectId ?? 0);
      return { state: 'done', sentence: t('Handed a copy over to {nextApp}: {data}.', { nextApp: displayName(said.nextApp), data: displayName(pair.data) }), target: pair.data, effectId, logged: { action: 'handed_off', destination: pair.data, next_app: sidecar.next_app } };
    } catch (error) {
      if (effectId !== null) await journal.fail(effectId);
      if (spec.conflict === 'skip' && isThere(first.data)) return notHandedOver({ path: first.data, why: 'taken' }, said.nextApp);
      throw error;
    }
  },
};

const notHandedOver = (holder: Parameters<typeof skippedSentence>[0], nextApp: string): Acted => ({
  state: 'skipped',
  sentence: skippedSentence(holder),
  target: holder.path,
  effectId: null,
  logged: { action: 'handed_off', destination: holder.path, next_app: nextApp },
});

/** A folder alone: the name in it is made by its day and time. */
const inFolder = ({ to }: Spec): { to: string; as: string } => ({ to, as: 'any' });

function saidBy({ app, type, nextApp }: Spec, { values, file }: StepContext): { app: string; type: string; nextApp: string } {
  const fill = (written: string): string => templateOf(written).text({ ...values, source: file.source }).trim();
  const said = { app: partOf(fill(app)), type: partOf(fill(type)), nextApp: fill(nextApp) };
  for (const [key, value] of Object.entries(said)) {
    if (value === '') throw new FilemillError('file.invalid', t('“{key}” came out empty, and nothing can be handed over without it.', { key }), { hint: t('Give the template a substitute: {title|or sales}') });
  }
  return said;
}

/** Of a file's name: no spaces, no dot at its beginning, not too long. */
const partOf = (text: string): string => sanitizeName(text.replace(/\s+/g, '-').replace(/^\.+/, '').slice(0, 80)).replace(/^_$/, '');

function extraOf({ fields }: Spec, { values, file }: StepContext): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, written]) => [name, templateOf(written).text({ ...values, source: file.source })]));
}

