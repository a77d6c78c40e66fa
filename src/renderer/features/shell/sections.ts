import { Archive, CircleAlert, CloudUpload, Copy, Files, Folder, Gauge, Handshake, History, Images, ListChecks, Settings, Workflow, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { later, type Later } from '../../parts/later';
import type { SectionId } from '../../state/route-store';
import { OverviewScreen } from '../overview/overview-screen';
import { t } from '../../../shared/words/words';

interface Section {
  readonly id: SectionId;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly screen: ComponentType;
  /** Fetches the code of the screen, where it is not there from the start. */
  readonly fetch?: Later['fetch'];
  /** At the foot of the rail. */
  readonly isLow?: boolean;
}

function fetched(load: () => Promise<ComponentType>): Pick<Section, 'screen' | 'fetch'> {
  const { Part, fetch } = later(load);
  return { screen: Part, fetch };
}

/** Every section of the window, in the order of the rail; the first ten have the keys Ctrl+1 … Ctrl+0. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', label: t('Overview'), icon: Gauge, screen: OverviewScreen },
  { id: 'folders', label: t('Folders'), icon: Folder, ...fetched(async () => (await import('../folders/folders-screen')).FoldersScreen) },
  { id: 'files', label: t('Files'), icon: Files, ...fetched(async () => (await import('../files/files-screen')).FilesScreen) },
  { id: 'attention', label: t('Attention'), icon: CircleAlert, ...fetched(async () => (await import('../attention/attention-screen')).AttentionScreen) },
  { id: 'duplicates', label: t('Duplicates'), icon: Copy, ...fetched(async () => (await import('../duplicates/duplicates-screen')).DuplicatesScreen) },
  { id: 'images', label: t('Images'), icon: Images, ...fetched(async () => (await import('../images/images-screen')).ImagesScreen) },
  { id: 'archives', label: t('Archives'), icon: Archive, ...fetched(async () => (await import('../archives/archives-screen')).ArchivesScreen) },
  { id: 'rules', label: t('Rules'), icon: ListChecks, ...fetched(async () => (await import('../rules/rules-screen')).RulesScreen) },
  { id: 'handoffs', label: t('Hand-offs'), icon: Handshake, ...fetched(async () => (await import('../handoffs/handoffs-screen')).HandoffsScreen) },
  { id: 'history', label: t('History'), icon: History, ...fetched(async () => (await import('../history/history-screen')).HistoryScreen) },
  { id: 'flow', label: t('Flow'), icon: Workflow, ...fetched(async () => (await import('../flow/flow-screen')).FlowScreen) },
  { id: 'uploads', label: t('Uploads'), icon: CloudUpload, ...fetched(async () => (await import('../uploads/uploads-screen')).UploadsScreen) },
  { id: 'settings', label: t('Settings'), icon: Settings, ...fetched(async () => (await import('../settings/settings-screen')).SettingsScreen), isLow: true },
];
