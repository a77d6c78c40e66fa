import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { Trigger } from '../../shared/model/file';
import type { Handlers } from '../../shared/rpc/define-api';
import { toFsPath } from '../../base/byte-name';
import type { Engine } from '../engine';
import { insideHandlers } from './archive-inside';
import { duplicateHandlers } from './duplicates';
import { fileDetail, jobOfFile } from './file-detail';
import { surveyFolder } from '../stages/admit/survey-folder';
import { withReasons } from './not-begun';
import { handoffHandlers } from './handoffs';
import { pageLayout } from './page-layout';
import { prepareToShow, renderHtml, renderPreview } from './preview';
import { previewPicture, transformPicture } from './pictures';
import { judgingHandlers } from '../judging/judging-answers';
import { orderHandlers } from '../orders/order-answers';
import { addRules } from '../recipes/add-rules';
import { recipeNamed } from '../recipes/recipes';
import { rulesHandlers } from '../rules/rules-answers';
import { undoHandlers } from '../undo/undo-answers';
import { uploadHandlers } from '../upload/upload-answers';
import { makeSearchableCopy } from './searchable-copy';
import { createSamples } from './samples';
import { tagAndNoticeHandlers } from './tags-and-notices';
import { folderView } from './snapshot';
import { fileFilter } from '../stages/admit/file-filter';
import { exportToFile } from './export-history';
import { nativeTesseractVersion } from '../native-tesseract';
import { pageOfFiles } from '../store/file-rows';
import { readCharts } from '../store/charts';
import { pageOfHistory } from '../store/history';
import { runDoctor } from '../upkeep/doctor';
import { planUndo } from '../undo/plan-undo';
import { verify } from '../upkeep/verify';
import { explainFile } from './why';

/** What the engine answers to windows and to the command line. Complete by type. */
export function engineHandlers(engine: Engine, trigger: Trigger): Handlers<EngineApi> {
  const { database, folders, reports, settings, watching } = engine;
  const counted = (count: number): { count: number } => {
    engine.revise();
    return { count };
  };
  const view = (id: number): ReturnType<typeof folderView> => {
    const folder = folders.get(id);
    return folderView(database, folder, watching.healthOf(folder), engine.missingIn(id));
  };
  return {
    'engine.snapshot': () => engine.snapshot(),
    'engine.pause': ({ until }) => {
      engine.pause(until);
      return {};
    },
    'engine.resume': () => {
      engine.resume();
      return {};
    },
    'engine.dismiss': ({ id }) => {
      engine.dismissed.add(id);
      engine.alerts.clear(id);
      return {};
    },
    'engine.doctor': async () => ({ checks: await runDoctor(engine.options.dataFolder, engine.options.host) }),
    'settings.read': () => settings.general,
    'settings.update': (patch) => engine.updateSettings(patch),

    'folders.check': async ({ path, settings: patch }) => {
      const nothing = { existingFiles: 0, existingBytes: 0, complete: true, wouldIgnore: 0, examples: [] };
      const wanted = folders.settingsFor(path, patch ?? {});
      try {
        const real = folders.check(path);
        const survey = await surveyFolder(real, wanted);
        return { path: real, suggestedName: wanted.name, ok: true, problem: null, ...survey };
      } catch (error) {
        if (!(error instanceof FilemillError)) throw error;
        return { path, suggestedName: wanted.name, ok: false, problem: toErrorData(error), ...nothing };
      }
    },
    'folders.add': async ({ path, settings: patch, existing }) => {
      settings.mustBeWritable();
      const recipe = patch.recipe === undefined ? null : recipeNamed(patch.recipe);
      const folder = folders.add(path, { ...recipe?.settings, ...patch }, { configured: true, ignoreExisting: existing === 'ignore' });
      try {
        // Before the first of its files is read.
        if (recipe) addRules(engine.rules.keeper, recipe, { name: folder.settings.name, path: folder.path });
      } catch (error) {
        await engine.removeFolder(folder.id);
        throw error;
      }
      await engine.watch(folder);
      return view(folder.id);
    },
    'folders.update': async ({ id, settings: patch }) => {
      await engine.updateFolder(id, patch);
      return view(id);
    },
    'folders.remove': async ({ id }) => {
      await engine.removeFolder(id);
      return {};
    },
    'folders.scan': ({ id }) => watching.scan(folders.get(id).id),
    'folders.tail': ({ id }) => ({ events: watching.tail(folders.get(id).id) }),
    'folders.testName': ({ id, path, settings: patch }) => {
      const folder = folders.get(id);
      const filter = fileFilter({ ...folder.settings, ...patch }, folder.path);
      return filter({ path, size: folder.settings.minBytes, special: null });
    },

    'files.page': ({ filter, sort, offset, limit }) => {
      const { total, rows } = pageOfFiles(database, filter, sort, offset, limit);
      return { revision: engine.currentRevision, total, rows: withReasons(rows, (id) => engine.whyNotBegun(id)) };
    },
    'files.detail': ({ id }) => {
      const detail = fileDetail(database, reports, id);
      const [row = detail.row] = withReasons([detail.row], (fileId) => engine.whyNotBegun(fileId));
      return { ...detail, row };
    },
    'files.text': ({ id, offset, limit }) => {
      const { reportId } = jobOfFile(database, id);
      if (reportId === null) return { text: '', offset, total: 0 };
      return { offset, ...reports.text(reportId, offset, limit) };
    },
    'files.lookAhead': async () => {
      await prepareToShow(engine);
      return {};
    },
    'files.preview': (input, { signal }) => renderPreview(engine, input, signal),
    'files.layout': ({ id, page }, { signal }) => pageLayout(engine, id, page, signal),
    'files.tables': ({ id, offset, limit }) => {
      const { reportId } = jobOfFile(database, id);
      const tables = reportId === null ? [] : reports.bulk(reportId).tables;
      return { total: tables.length, tables: tables.slice(offset, offset + limit) };
    },
    'files.html': ({ id }, { signal }) => renderHtml(engine, id, signal),
    'files.searchable': ({ id }, { signal }) => makeSearchableCopy(engine, id, signal),
    'files.unlock': async ({ ids, password, remember }) => {
      const isRemembered = await engine.passwords.add(password, remember);
      const locked = engine.commands.lookAgain(engine.members.filesWithLocked(ids), trigger);
      return { count: locked + engine.retry(ids ? { ids } : { cause: 'needsPassword' }, trigger), isRemembered };
    },
    'files.reread': ({ ids, ocr }) => counted(engine.commands.reread(ids, ocr, trigger)),
    'files.accept': ({ ids }) => counted(engine.commands.accept(ids)),
    'passwords.list': async () => ({
      passwords: engine.passwords.list(),
      obstacle: await engine.passwords.whyNotRemembered(),
    }),
    'passwords.remove': ({ id }) => {
      engine.passwords.remove(id);
      return {};
    },
    'languages.list': async () => ({
      languages: engine.languages.list(),
      nativeEngine: await nativeTesseractVersion(),
    }),
    'languages.add': async ({ path }) => ({ added: await engine.languages.add(path) }),
    'languages.remove': ({ code }) => {
      engine.languages.remove(code);
      return {};
    },
    'files.locate': ({ id }) => {
      const { root, path } = jobOfFile(database, id);
      const absolutePath = join(root, path);
      return { absolutePath, exists: existsSync(toFsPath(absolutePath)) };
    },
    'files.retry': (filter) => ({ count: engine.retry(filter, trigger) }),
    'files.hold': ({ ids, held }) => counted(engine.commands.hold(ids, held)),
    'files.cancel': ({ ids }) => counted(engine.commands.cancel(ids)),
    'files.prioritise': ({ ids }) => counted(engine.commands.prioritise(ids)),
    'files.why': ({ id, path }) => explainFile(database, folders.list(), id === undefined ? { path: path ?? '' } : { id }),
    'history.page': ({ filter, offset, limit }) => ({
      revision: engine.currentRevision,
      ...pageOfHistory(database, filter, offset, limit),
    }),
    'history.export': ({ filter }) => exportToFile(database, engine.options.dataFolder, filter),
    'engine.verify': ({ hashes }) => verify(database, engine.options.dataFolder, { hashes, isRunning: true }),
    'suggestion.apply': async ({ id }) => {
      await engine.applySuggestion(id);
      return {};
    },
    'folders.acceptMissing': async ({ id }) => ({ count: await engine.acceptMissing(id) }),
    'pictures.preview': (input, { signal }) => previewPicture(engine, input, signal),
    'pictures.transform': (input, { signal }) => transformPicture(engine, input, signal),
    ...engine.archiveActs.handlers(),
    ...insideHandlers(engine),
    ...duplicateHandlers(engine.duplicates, trigger),
    ...undoHandlers(engine),
    ...uploadHandlers(engine),
    ...judgingHandlers(engine),
    ...rulesHandlers(engine),
    ...orderHandlers(engine, trigger),
    ...handoffHandlers(engine, trigger),
    'effects.plan': (scope) => planUndo(engine.rules.effects, scope),
    'flow.read': () => engine.flow.read(),
    'charts.read': () => readCharts(database, Date.now()),
    'rules.ofFile': ({ id }) => ({ run: engine.rules.runs.ofFile(id) }),
    ...tagAndNoticeHandlers(engine),
    'samples.create': ({ parent }) => createSamples(engine.options.resourcesPath, parent),
  };
}
