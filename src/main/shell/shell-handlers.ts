import { app, clipboard, dialog, nativeTheme, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellApi } from '../../shared/contract/shell-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Handlers } from '../../shared/rpc/define-api';
import { exportPath } from '../native/export-path';
import { openFile, openPath, revealFile } from '../native/open-on-desktop';
import type { EngineSupervisor } from '../supervise/engine-supervisor';
import type { WindowMemory } from '../window/window-memory';

interface HandlerOptions {
  readonly window: BrowserWindow;
  readonly supervisor: EngineSupervisor;
  readonly memory: WindowMemory;
  readonly dataFolder: string;
  readonly onPageReady: () => void;
}

const FOLDER_DIALOGS = {
  watch: { title: 'Watch a folder', buttonLabel: 'Watch' },
  target: { title: 'Choose a folder', buttonLabel: 'Choose' },
  pack: { title: 'Choose a folder to pack', buttonLabel: 'Add' },
} as const;

const FILE_DIALOGS: Record<'pack' | 'openArchive', OpenDialogOptions> = {
  pack: { title: 'Choose files to pack', buttonLabel: 'Add', properties: ['openFile', 'multiSelections'] },
  openArchive: { title: 'Open an archive', buttonLabel: 'Open', properties: ['openFile'] },
};

export function shellHandlers({ window, supervisor, memory, dataFolder, onPageReady }: HandlerOptions): Handlers<ShellApi> {
  return {
    'folder.pick': async ({ purpose }) => {
      const picked = await dialog.showOpenDialog(window, {
        ...FOLDER_DIALOGS[purpose],
        properties: ['openDirectory', 'createDirectory'],
      });
      return { path: picked.canceled ? null : (picked.filePaths[0] ?? null) };
    },
    'files.pick': async ({ purpose }) => {
      const picked = await dialog.showOpenDialog(window, FILE_DIALOGS[purpose]);
      return { paths: picked.canceled ? [] : picked.filePaths };
    },
    'language.pick': async () => {
      const picked = await dialog.showOpenDialog(window, {
        title: 'Add a language',
        buttonLabel: 'Add',
        filters: [{ name: 'Trained data for OCR', extensions: ['traineddata', 'gz', 'tgz'] }],
        properties: ['openFile'],
      });
      return { path: picked.canceled ? null : (picked.filePaths[0] ?? null) };
    },
    'file.open': async ({ id }) => {
      await openFile(await supervisor.call('files.locate', { id }));
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
      if (target === null) throw new FilemillError('file.unknown', 'Nothing was written.');
      revealFile({ absolutePath: target, exists: existsSync(target) });
      return {};
    },
    'folder.open': async ({ id }) => {
      const { folders } = await supervisor.call('engine.snapshot', {});
      const folder = folders.find((view) => view.id === id);
      if (folder === undefined) throw new FilemillError('folder.unknown', 'This folder is not watched any more.');
      if (!existsSync(folder.path)) {
        throw new FilemillError('folder.missing', `The folder "${folder.path}" is not there.`, {
          hint: 'Connect the drive it lies on, or remove it from Filemill.',
        });
      }
      await openPath(folder.path);
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
    'window.ready': () => {
      onPageReady();
      return {};
    },
  };
}
