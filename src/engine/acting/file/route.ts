import { basename, isAbsolute, join } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import { displayName } from '../../../shared/model/display-name';
import { numberedName } from '../../actions/numbered-name';
import { nearestName } from '../../config/nearest-name';
import { templateOf } from '../../rules/template-of';
import type { Acted, OriginalAction, Planned, SideAction, StepContext, Surroundings } from '../action';
import { judgedVersion, mustBeThere } from './judged-version';
import { checkPlannedPlace, type Place } from './place-of';
import { skippedSentence } from './skipped-sentence';
import { writeCopy } from './write-copy';
import { t } from '../../../shared/words/words';

type RouteSpec = SpecOf<'route'>;

const common = {
  name: 'route' as const,
  needs: () => [],
  check: ({ to }: RouteSpec, surroundings: Surroundings) => void folderFor(to, surroundings),
  plan: (spec: RouteSpec, context: StepContext): Planned => {
    mustBeThere(context.file);
    const { name, path } = elsewhere(spec, context);
    const target = join(path, nameOf(context));
    return { sentence: spec.keep ? t('Give a copy to “{name}”', { name: displayName(name) }) : t('Hand it to “{name}”', { name: displayName(name) }), target, isDestructive: !spec.keep };
  },
};

/** The original goes into another watched folder, whose rules then judge it. */
export const routeAction: OriginalAction<'route'> = {
  kind: 'original',
  ...common,
  redirect: (spec, context) => {
    if (spec.keep) return null;
    const { path } = elsewhere(spec, context);
    const { surroundings } = context;
    checkPlannedPlace(join(path, nameOf(context)), path, surroundings);
    return { kind: 'place', folder: path, name: nameOf(context), conflict: spec.conflict, within: path };
  },
};

/** With `keep`: a copy of it does. */
export const routeCopyAction: SideAction<'route'> = {
  kind: 'side',
  ...common,
  act: async (spec, context, tools): Promise<Acted> => {
    const { file } = context;
    mustBeThere(file);
    const { name, path: within } = elsewhere(spec, context);
    const first = nameOf(context);
    const place: Place = { within, targetAt: (number) => join(within, numberedName(first, number)) };
    const { source, sha256 } = file;
    const written = await writeCopy({ action: 'copy', from: source, source, sha256, version: judgedVersion(file), place, conflict: spec.conflict, what: 'copy' }, tools);
    const { path } = written;
    const logged = { action: 'queue_for_processing', processor: name, destination: path };
    if (written.state === 'skipped') return { state: 'skipped', sentence: skippedSentence(written), target: path, effectId: null, logged };
    return { state: 'done', sentence: t('Gave a copy to “{name}”.', { name: displayName(name) }), target: path, effectId: written.effectId, logged };
  },
};

const nameOf = ({ values }: Pick<StepContext, 'values'>): string => basename(templateOf('{name}').path(values));

/** @throws FilemillError `folder.unknown`; `folder.loop` for the file's own folder */
function elsewhere({ to }: RouteSpec, { file, surroundings }: StepContext): { name: string; path: string } {
  const folder = folderFor(to, surroundings);
  if (folder.path !== file.root) return folder;
  throw new FilemillError('folder.loop', t('“{name}” is the folder it lies in.', { name: displayName(folder.name) }), { hint: t('Name another folder in the rule.') });
}

function folderFor(to: string, { folders }: Surroundings): { name: string; path: string } {
  const all = folders();
  const wanted = to.replace(/[/\\]+$/, '') || to;
  const found = all.find(({ path }) => path === wanted) ?? all.find(({ name }) => name.toLowerCase() === to.toLowerCase());
  if (found) return found;
  const meant = isAbsolute(to) ? null : nearestName(to, all.map(({ name }) => name));
  const known = all.map(({ name }) => `“${name}”`).join(', ');
  throw new FilemillError('folder.unknown', t('No watched folder is called “{to}”.', { to: displayName(to) }), {
    hint: meant ? t('“{meant}” is meant?', { meant }) : t('There is: {known}.', { known: known === '' ? t('none yet') : known }),
  });
}
