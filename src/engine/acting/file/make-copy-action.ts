import { displayName } from '../../../shared/model/display-name';
import type { SpecOf } from '../../../shared/model/action';
import { isThere } from '../../actions/file-version';
import { needsOfTemplates } from '../../rules/template-of';
import type { Acted, SideAction } from '../action';
import { judgedVersion, mustBeThere } from './judged-version';
import { checkPlaceTemplates, placeOf } from './place-of';
import { skippedSentence } from './skipped-sentence';
import { writeCopy } from './write-copy';
import { t, words } from '../../../shared/words/words';

type CopyName = 'backup' | 'version' | 'copy';

/**
 * An action that writes a copy of the file elsewhere.
 *
 * @param logged what the log says of it, in the specification's words
 */
export function makeCopyAction<Name extends CopyName>(name: Name, logged: (path: string) => Record<string, unknown>): SideAction<Name> {
  return {
    kind: 'side',
    name,
    needs: ({ to, as }: SpecOf<CopyName>) => needsOfTemplates(to, as),
    check: (spec: SpecOf<CopyName>, surroundings) => checkPlaceTemplates(spec, surroundings),
    plan: (spec: SpecOf<CopyName>, context) => {
      mustBeThere(context.file);
      const target = placeOf(spec, context).targetAt(1);
      return { sentence: t(PLANS[name], { target: displayName(target) }), target, isDestructive: spec.conflict === 'replace' && isThere(target) };
    },
    act: async (spec: SpecOf<CopyName>, context, tools): Promise<Acted> => {
      const { file } = context;
      mustBeThere(file);
      const version = judgedVersion(file);
      const place = placeOf(spec, context);
      const { source, sha256 } = file;
      const written = await writeCopy({ action: 'copy', from: source, source, sha256, version, place, conflict: spec.conflict, what: 'copy' }, tools);
      const { path } = written;
      if (written.state === 'skipped') return { state: 'skipped', sentence: skippedSentence(written), target: path, effectId: null, logged: logged(path) };
      return { state: 'done', sentence: t(DEEDS[name], { target: displayName(path) }), target: path, effectId: written.effectId, logged: logged(path) };
    },
  };
}

const PLANS: Record<CopyName, string> = { backup: words('Back it up to “{target}”'), version: words('Keep this version as “{target}”'), copy: words('Copy it to “{target}”') };
const DEEDS: Record<CopyName, string> = { backup: words('Backed up to “{target}”.'), version: words('Kept this version as “{target}”.'), copy: words('Copied to “{target}”.') };
