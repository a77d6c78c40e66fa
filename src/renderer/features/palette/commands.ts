import { Archive, ArrowRight, Bookmark, CirclePause, CirclePlay, FolderPlus, Keyboard, Languages, Moon, RefreshCw, ScrollText, Settings, Stethoscope, Sun, SunMoon, type LucideIcon } from 'lucide-react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { t } from '../../../shared/words/words';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { groupsIn, keyOfSection } from '../../keys/key-table';
import { keysOf, type OwnKeys } from '../../keys/own-keys';
import { pressKey } from '../../keys/follow-keys';
import { useDialogs } from '../../state/dialog-store';
import { useEngine } from '../../state/engine-store';
import { useRoute, type SectionId } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { attempt } from '../../state/toast-store';
import { useCreate } from '../archives/create/create-store';
import { scanFolder } from '../folders/scan-folder';
import { changeSettings } from '../settings/change-settings';
import { PAGE_WORDS, SETTINGS } from '../settings/pages';
import { copyDiagnostics } from '../shell/copy-diagnostics';
import { SECTIONS } from '../shell/sections';
import { removeView, renameView, saveView, viewToSave } from '../views/view-acts';
import { routeOfView } from '../views/view-route';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly icon?: LucideIcon;
  /** The name of the key that does the same. */
  readonly key?: string | undefined;
  run(): void;
}

/** Everything that can be done now, what belongs to the screen first. */
export function commandsNow(section: SectionId, own: OwnKeys, openedFrom: Element | null): readonly Command[] {
  return [...here(section, own, openedFrom), ...everywhere(), ...views(), ...places(), ...settings()];
}

function here(section: SectionId, own: OwnKeys, openedFrom: Element | null): Command[] {
  return groupsIn(section).flatMap((group) =>
    group.actions
      .filter(({ isCommand }) => isCommand)
      .map((action) => ({
        id: action.id,
        title: action.what,
        group: group.title,
        key: keysOf(action, own)[0],
        run: () => {
          const usual = action.keys[0];
          if (usual !== undefined) pressKey(usual, openedFrom?.isConnected ? openedFrom : null);
        },
      })),
  );
}

function everywhere(): Command[] {
  const group = t('Filemill');
  const { snapshot } = useEngine.getState();
  const isPaused = snapshot?.state === 'paused';
  const appearance = (value: GeneralSettings['appearance']): void => changeSettings({ appearance: value }, t('Appearance'));
  const language = (value: GeneralSettings['language']): void => changeSettings({ language: value }, t('Language'));
  return [
    { id: 'addFolder', title: t('Add folder…'), group, icon: FolderPlus, run: () => useDialogs.getState().openAddFolder() },
    isPaused
      ? { id: 'resume', title: t('Resume the work on all folders'), group, icon: CirclePlay, run: () => void attempt(() => callEngine('engine.resume', {})) }
      : { id: 'pause', title: t('Pause the work on all folders'), group, icon: CirclePause, run: () => void attempt(() => callEngine('engine.pause', {})) },
    ...(snapshot?.folders ?? []).map((folder) => ({
      id: `scan-${folder.id}`,
      title: t('Scan {folder} now', { folder: folder.settings.name }),
      group,
      icon: RefreshCw,
      run: () => void scanFolder(folder),
    })),
    { id: 'newArchive', title: t('New archive…'), group, icon: Archive, run: () => useCreate.getState().open([]) },
    { id: 'keys', title: t('Show the keys'), group, icon: Keyboard, run: () => useDialogs.getState().setKeyHelp(true) },
    { id: 'diagnostics', title: t('Copy diagnostics'), group, icon: Stethoscope, run: copyDiagnostics },
    { id: 'logs', title: t('Show the logs'), group, icon: ScrollText, run: () => void attempt(() => callShell('logs.open', {})) },
    { id: 'light', title: t('Light appearance'), group, icon: Sun, run: () => appearance('light') },
    { id: 'dark', title: t('Dark appearance'), group, icon: Moon, run: () => appearance('dark') },
    { id: 'system', title: t('Appearance as the system'), group, icon: SunMoon, run: () => appearance('system') },
    { id: 'english', title: 'English', group, icon: Languages, run: () => language('en') },
    { id: 'german', title: 'Deutsch', group, icon: Languages, run: () => language('de') },
  ];
}

function views(): Command[] {
  const group = t('Views');
  const folders = useEngine.getState().snapshot?.folders ?? [];
  const saved = useSettings.getState().settings?.views ?? [];
  return [
    ...(viewToSave() === null ? [] : [{ id: 'saveView', title: t('Save this view…'), group, icon: Bookmark, run: saveView }]),
    ...saved.map((view) => ({ id: `view-${view.name}`, title: view.name, group, icon: Bookmark, run: () => useRoute.getState().go(routeOfView(view, folders)) })),
    ...saved.map((view) => ({ id: `renameView-${view.name}`, title: t('Rename the view “{name}”…', { name: view.name }), group, icon: Bookmark, run: () => renameView(view) })),
    ...saved.map((view) => ({ id: `removeView-${view.name}`, title: t('Remove the view “{name}”', { name: view.name }), group, icon: Bookmark, run: () => void removeView(view) })),
  ];
}

function places(): Command[] {
  return SECTIONS.map(({ id, label, icon, isLow }, at) => ({
    id: `go-${id}`,
    title: label,
    group: t('Go to'),
    icon,
    key: isLow ? 'Ctrl+,' : keyOfSection(at),
    run: () => useRoute.getState().go({ section: id }),
  }));
}

function settings(): Command[] {
  return SETTINGS.map(({ id, page, label }) => ({
    id: `setting-${id}`,
    title: `${PAGE_WORDS[page]}: ${label}`,
    group: t('Settings'),
    icon: Settings,
    run: () => useRoute.getState().go({ section: 'settings', page }),
  }));
}

/** Looks for what was typed. */
export function searchFor(query: string): Command {
  return { id: 'find', title: t('Search for “{query}”', { query }), group: t('Files'), icon: ArrowRight, run: () => useRoute.getState().go({ section: 'files', query }) };
}
