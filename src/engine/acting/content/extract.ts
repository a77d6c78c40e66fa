import { basename, dirname } from 'node:path';
import { displayName } from '../../../shared/model/display-name';
import type { ArchiveRun } from '../../../shared/model/archive';
import { isThere } from '../../actions/file-version';
import { needsOfTemplates } from '../../rules/template-of';
import type { Acted, SideAction } from '../action';
import { displacer } from '../file/displace';
import { inFolder } from '../file/make-folder';
import { judgedVersion, mustBeThere } from '../file/judged-version';
import { checkPlaceTemplates, placeOf } from '../file/place-of';
import { skippedSentence } from '../file/skipped-sentence';
import { t } from '../../../shared/words/words';

/** What is in an archive, into a new folder. */
export const extractAction: SideAction<'extract'> = {
  kind: 'side',
  name: 'extract',
  needs: ({ to, as }) => [...new Set(['recognise' as const, ...needsOfTemplates(to, as)])],
  check: checkPlaceTemplates,
  plan(spec, context) {
    mustBeThere(context.file);
    const target = placeOf(spec, context).targetAt(1);
    return { sentence: t('Extract it into “{target}”', { target: displayName(target) }), target, isDestructive: spec.conflict === 'replace' && isThere(target) };
  },
  async act(spec, context, { mill, journal, signal, progress }) {
    const { file } = context;
    mustBeThere(file);
    judgedVersion(file);
    const { targetAt, within } = placeOf(spec, context);
    const target = targetAt(1);
    const { include, exclude, conflict } = spec;
    if (conflict === 'skip' && isThere(target)) return skipped({ path: target, why: 'taken' });
    const told: Partial<ArchiveRun> = {};
    progress(t('Extracting'), null);
    const placed = await inFolder(dirname(target), within, 'files', (made) =>
      mill.archiveActs.extract(
        {
          archive: { path: file.source, inside: [] },
          pick: { ordinals: null, include, exclude, maxEntryBytes: null },
          target: dirname(target),
          ownFolder: 'always',
          conflict: 'rename',
          limits: mill.settings.general.archives,
        },
        { id: 0, progressId: file.fileId, signal, tell: (facts) => Object.assign(told, facts) },
        {
          owner: { intend: (effect) => journal.begin({ ...effect, source: file.source, made }), displace: displacer(journal) },
          placed: { folder: dirname(target), name: basename(target), ownFolder: 'always', conflict },
        },
      ),
    );
    if (placed.state === 'skipped') return skipped(placed);
    const { files = 0, refusedCount = 0, refused = [], effectId = null, target: path = target } = told;
    const [first] = refused;
    const extracted = t('Extracted {files, plural, one {# file} other {# files}} into “{target}”', { files, target: displayName(path ?? target) });
    return {
      state: 'done',
      sentence: first ? t('{extracted}; {refused, number} left out: {path}: {reason}', { extracted, refused: refusedCount, path: displayName(first.path), reason: first.reason }) : extracted,
      target: path,
      effectId,
      logged: { action: 'extract', destination: path, files },
    };
  },
};

const skipped = (placed: Parameters<typeof skippedSentence>[0]): Acted => ({
  state: 'skipped',
  sentence: skippedSentence(placed),
  target: placed.path,
  effectId: null,
  logged: { action: 'extract', destination: placed.path },
});
