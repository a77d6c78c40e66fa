import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../../base/byte-name';
import { displayName } from '../../../shared/model/display-name';
import { needsOfTemplates } from '../../rules/template-of';
import type { SideAction } from '../action';
import { makeFolder } from '../file/make-folder';
import { checkPlaceTemplates, placeOf } from '../file/place-of';
import { appendLine } from './append-line';
import { lineMark, logLine } from './log-line';
import { t } from '../../../shared/words/words';

/** What tells after a crash whether the line was written: it stands behind so many bytes, if anywhere. */
export const logDataSchema = z.object({ from: z.number(), mark: z.string() });

/** Writes one line of JSON about the file and what was done with it. */
export const logAction: SideAction<'log'> = {
  kind: 'side',
  name: 'log',
  needs: ({ to, as }) => needsOfTemplates(to, as),
  check: checkPlaceTemplates,
  plan(spec, context) {
    const target = placeOf(spec, context).targetAt(1);
    return { sentence: t('Write a line about it into {target}', { target: displayName(target) }), target, isDestructive: false };
  },
  async act(spec, context, { journal }) {
    const { file, taken } = context;
    const { targetAt, within } = placeOf(spec, context);
    const target = targetAt(1);
    const line = logLine(Date.now(), file.event, file.source, taken);
    const from = statSync(toFsPath(target), { throwIfNoEntry: false })?.size ?? 0;
    const id = await journal.begin({ action: 'log', source: file.source, target, sha256: null, data: { from, mark: lineMark(line) } });
    try {
      makeFolder(dirname(target), within, 'log');
      await appendLine(target, line);
    } catch (error) {
      await journal.fail(id);
      throw error;
    }
    await journal.finish(id);
    return { state: 'done', sentence: t('Wrote a line about it into {target}', { target: displayName(target) }), target, effectId: id, logged: { action: 'logged', log_path: target } };
  },
};
