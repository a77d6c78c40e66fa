import { app, BrowserWindow, clipboard, dialog, nativeTheme, type OpenDialogOptions, type OpenDialogReturnValue } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellApi } from '../../shared/contract/shell-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { CallInput, Handlers } from '../../shared/rpc/define-api';
import { gatherDiagnostics } from '../diagnostics/gather-diagnostics';
import { exportPath } from '../native/export-path';
import { openDropFolder } from '../native/open-drop-folder';
import { openFile, openPath, revealFile } from '../native/open-on-desktop';
import type { EngineSupervisor } from '../supervise/engine-supervisor';
import type { Updates } from '../updates/updates';
import type { Section } from '../window/menu-items';
import type { Place } from '../window/place';
import type { WindowKeeper } from '../window/window-keeper';
import type { WindowMemory } from '../window/window-memory';
import { t } from '../../shared/words/words';

interface HandlerOptions {
  readonly windows: WindowKeeper;
  readonly supervisor: EngineSupervisor;
  readonly memory: WindowMemory;
  readonly updates: Updates;
  readonly dataFolder: string;
  readonly onFileWindow: (fileId: number) => void;
  readonly onScreen: (place: Place) => void;
  readonly onPageReady: (sections: readonly Section[]) => void;
  /** Ends the engine, before another version takes over. */
  readonly end: () => Promise<void>;
}

type Purpose<N extends 'folder.pick' | 'files.pick'> = NonNullable<CallInput<ShellApi, N>['purpose']>;

/** What the dialogs say; made anew each time, in the language of that moment. */
const folderDialog = (purpose: Purpose<'folder.pick'>): OpenDialogOptions =>
  ({
    watch: { title: t('Watch a folder'), buttonLabel: t('Watch@@button') },
    target: { title: t('Choose a folder'), buttonLabel: t('Choose@@button') },
    pack: { title: t('Choose a folder to pack'), buttonLabel: t('Add@@button') },
  })[purpose];

const fileDialog = (purpose: Purpose<'files.pick'>): OpenDialogOptions =>
  purpose === 'pack'
    ? { title: t('Choose files to pack'), buttonLabel: t('Add@@button'), properties: ['openFile', 'multiSelections'] }
    : { title: t('Open an archive'), buttonLabel: t('Open@@a file'), properties: ['openFile'] };

export function shellHandlers({ windows, supervisor, memory, updates, dataFolder, onFileWindow, onScreen, onPageReady, end }: HandlerOptions): Handlers<ShellApi> {
  /** A dialog of the window that is in use; without one it stands by itself. */
  const ask = (options: OpenDialogOptions): Promise<OpenDialogReturnValue> => {
    const window = BrowserWindow.getFocusedWindow() ?? windows.window;
    return window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options);
  };
  return {
    'folder.pick': async ({ purpose }) => {
      const picked = await ask({
        ...folderDialog(purpose),
        properties: ['openDirectory', 'createDirectory'],
      });
      return { path: picked.canceled ? null : (picked.filePaths[0] ?? null) };
    },
    'files.pick': async ({ purpose }) => {
      const picked = await ask(fileDialog(purpose));
      return { paths: picked.canceled ? [] : picked.filePaths };
    },
    'language.pick': async () => {
      const picked = await ask({
        title: t('Add a language'),
        buttonLabel: t('Add@@button'),
        filters: [{ name: t('Trained data for OCR'), extensions: ['traineddata', 'gz', 'tgz'] }],
        properties: ['openFile'],
      });
      return { path: picked.canceled ? null : (picked.filePaths[0] ?? null) };
    },
    'file.open': async ({ id }) => {
      const located = await supervisor.call('files.locate', { id });
      await openFile(located);
      // The jump list of Windows, and the menu of the Dock; Linux has neither.
      app.addRecentDocument(located.absolutePath);
      return {};
    },
    'file.window': ({ id }) => {
      onFileWindow(id);
      return {};
    },
    'screen.show': (place) => {
      onScreen(place);
      return {};
    },
    'file.reveal': async ({ id }) => {
      revealFile(await supervisor.call('files.locate', { id }));
      return {};
    },
    'export.reveal': ({ name }) => {
      revealFile({ absolutePath: exportPath(dataFolder, name), exists: true });
      return {};
    },
    'archive.reveal': async ({ runId }) => {
      const { runs } = await supervisor.call('archives.runs', {});
      const target = runs.find(({ id }) => id === runId)?.target ?? null;
      if (target === null) throw new FilemillError('file.unknown', t('Nothing was written.'));
      revealFile({ absolutePath: target, exists: existsSync(target) });
      return {};
    },
    'folder.open': async ({ id }) => {
      await openDropFolder(supervisor, id);
      return {};
    },
    'rules.open': async () => {
      const path = join(dataFolder, 'rules.yaml');
      await openFile({ absolutePath: path, exists: existsSync(path) });
      return {};
    },
    'sample.create': async () => {
      const documents = app.getPath('documents');
      const parent = existsSync(documents) ? documents : app.getPath('home');
      const { path } = await supervisor.call('samples.create', { parent });
      return { path };
    },
    'engine.restart': () => {
      supervisor.restart();
      return {};
    },
    'engine.status': () => supervisor.status,
    'text.copy': ({ text }) => {
      clipboard.writeText(text);
      return {};
    },
    'appearance.set': ({ appearance }) => {
      nativeTheme.themeSource = appearance;
      memory.remember({ appearance });
      return {};
    },
    'window.ready': ({ sections }) => {
      onPageReady(sections);
      return {};
    },
    'diagnostics.copy': async () => {
      clipboard.writeText(await gatherDiagnostics(supervisor, dataFolder));
      return {};
    },
    'logs.open': async () => {
      await openPath(join(dataFolder, 'logs'));
      return {};
    },
    'updates.state': () => updates.state,
    'updates.check': () => updates.check(),
    'updates.install': async () => {
      await updates.install(end);
      return {};
    },
  };
}
