import { Archive, CircleAlert, CloudUpload, Copy, Files, Folder, Gauge, Handshake, History, Images, ListChecks, Settings, Workflow, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { SectionId } from '../../state/route-store';
import { ArchivesScreen } from '../archives/archives-screen';
import { AttentionScreen } from '../attention/attention-screen';
import { DuplicatesScreen } from '../duplicates/duplicates-screen';
import { FilesScreen } from '../files/files-screen';
import { FlowScreen } from '../flow/flow-screen';
import { FoldersScreen } from '../folders/folders-screen';
import { HandoffsScreen } from '../handoffs/handoffs-screen';
import { HistoryScreen } from '../history/history-screen';
import { ImagesScreen } from '../images/images-screen';
import { OverviewScreen } from '../overview/overview-screen';
import { RulesScreen } from '../rules/rules-screen';
import { SettingsScreen } from '../settings/settings-screen';
import { UploadsScreen } from '../uploads/uploads-screen';
import { t } from '../../../shared/words/words';

interface Section {
  readonly id: SectionId;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly screen: ComponentType;
  /** At the foot of the rail. */
  readonly isLow?: boolean;
}

/** Every section of the window, in the order of the rail; the first ten have the keys Ctrl+1 … Ctrl+0. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', label: t('Overview'), icon: Gauge, screen: OverviewScreen },
  { id: 'folders', label: t('Folders'), icon: Folder, screen: FoldersScreen },
  { id: 'files', label: t('Files'), icon: Files, screen: FilesScreen },
  { id: 'attention', label: t('Attention'), icon: CircleAlert, screen: AttentionScreen },
  { id: 'duplicates', label: t('Duplicates'), icon: Copy, screen: DuplicatesScreen },
  { id: 'images', label: t('Images'), icon: Images, screen: ImagesScreen },
  { id: 'archives', label: t('Archives'), icon: Archive, screen: ArchivesScreen },
  { id: 'rules', label: t('Rules'), icon: ListChecks, screen: RulesScreen },
  { id: 'handoffs', label: t('Hand-offs'), icon: Handshake, screen: HandoffsScreen },
  { id: 'history', label: t('History'), icon: History, screen: HistoryScreen },
  { id: 'flow', label: t('Flow'), icon: Workflow, screen: FlowScreen },
  { id: 'uploads', label: t('Uploads'), icon: CloudUpload, screen: UploadsScreen },
  { id: 'settings', label: t('Settings'), icon: Settings, screen: SettingsScreen, isLow: true },
];
