import type { ComponentType } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { LANE_WORDS } from '../../format/lane-words';
import { DestinationsList } from '../destinations/destinations-list';
import type { SettingsPage } from '../../state/route-store';
import { DataFolder, Version } from './about';
import { ArchiveBytes, ArchiveEntries, ArchiveEntryBytes, ArchiveRatio } from './archive-limits';
import { AllowPrograms } from './allow-programs';
import { AppearanceSetting } from './appearance-choice';
import { BlurThreshold } from './blur-threshold';
import { CheckUp } from './check-up';
import { CloseToTray, StartAtLogin } from './desktop';
import { DisposalChoice } from './disposal';
import { FullScan } from './full-scan';
import { HeartbeatFile } from './heartbeat-file';
import { HistoryBytes, HistoryDays } from './history-limits';
import { InstalledLanguages } from './installed-languages';
import { KnownPasswords } from './known-passwords';
import { KeepOrder } from './keep-order';
import { Lanes } from './lanes';
import { LanguagesInUse } from './languages-in-use';
import { MinFree } from './min-free';
import { Notifications, QuietHours } from './notifications';
import { OcrEngine } from './ocr-engine';
import { UploadBandwidth, UploadsAtOnce } from './upload-limits';
import { Updates } from './updates';
import { EncryptVault, KeepMoved, VaultBytes, VaultContents, VaultDays } from './vault';
import { VerifyLedger } from './verify-ledger';
import { Workers } from './workers';

export interface Setting {
  readonly id: string;
  readonly page: SettingsPage;
  readonly label: string;
  /** What it does, and what it is unless changed. */
  readonly hint: string;
  /** More words under which it can be found. */
  readonly words?: string;
  readonly control: ComponentType<{ settings: GeneralSettings }>;
  /** The control needs the whole width. */
  readonly isWide?: boolean;
}

export const PAGE_WORDS: Readonly<Record<SettingsPage, string>> = {
  general: 'General',
  desktop: 'Desktop',
  processing: 'Processing',
  watching: 'Watching',
  ocr: 'Text recognition (OCR)',
  pictures: 'Pictures',
  duplicates: 'Duplicates',
  archives: 'Archives',
  actions: 'Actions of rules',
  destinations: 'Destinations (S3)',
  vault: 'Vault',
  security: 'Security',
  history: 'History',
  health: 'Health for others',
  advanced: 'Advanced',
};

/** Every setting, in the order in which it is shown. */
export const SETTINGS: readonly Setting[] = [
  {
    id: 'appearance',
    page: 'general',
    label: 'Appearance',
    hint: 'Light or dark. Follows the system unless changed.',
    words: 'theme colour dark light',
    control: AppearanceSetting,
  },
  {
    id: 'version',
    page: 'general',
    label: 'Version',
    hint: 'No account: nothing leaves this computer unless a rule sends it.',
    words: 'about electron',
    control: Version,
  },
  {
    id: 'updates',
    page: 'general',
    label: 'Updates',
    hint: 'Where newer versions are looked for, once a day. No address unless you give one, and without it no server is ever asked. Nothing is fetched before you say so.',
    words: 'version upgrade feed network server',
    control: Updates,
  },
  {
    id: 'notifications',
    page: 'desktop',
    label: 'Notifications',
    hint: 'What the system’s own notices tell, many files in one, never while you look at the window. Problems only unless changed. The bell at the top keeps what rules say.',
    words: 'notify notices pop-up message level off',
    control: Notifications,
  },
  {
    id: 'quietHours',
    page: 'desktop',
    label: 'Quiet hours',
    hint: 'Nothing pops up in between; what happened is told at their end. None unless switched on.',
    words: 'notifications night do not disturb time',
    control: QuietHours,
  },
  {
    id: 'closeToTray',
    page: 'desktop',
    label: 'Closing the window',
    hint: 'Filemill goes on watching, and its icon in the tray opens the window again. Where the desktop shows no tray, closing quits. On unless changed.',
    words: 'tray quit background icon close',
    control: CloseToTray,
  },
  {
    id: 'startAtLogin',
    page: 'desktop',
    label: 'Start at login',
    hint: 'Filemill starts with your session, in the tray and without a window where there is a tray. Off unless switched on.',
    words: 'autostart boot session tray',
    control: StartAtLogin,
  },
  {
    id: 'workers',
    page: 'processing',
    label: 'Workers',
    hint: 'How many files are read at the same time. One for each processor core unless changed.',
    words: 'processes speed parallel',
    control: Workers,
  },
  {
    id: 'lanes',
    page: 'processing',
    label: 'Lanes',
    hint: 'How many files of each kind are read at the same time, and whether the kind is paused. All workers read all kinds unless changed.',
    words: `concurrency pause ${Object.values(LANE_WORDS)
      .map(({ word }) => word)
      .join(' ')}`,
    control: Lanes,
  },
  {
    id: 'minFree',
    page: 'processing',
    label: 'Least free disk space',
    hint: 'No new file is taken while less is free where the data folder lies; what is under way is finished. A twentieth of the disk is always enough. 500 MB unless changed.',
    words: 'full intake pause room',
    control: MinFree,
  },
  {
    id: 'rescan',
    page: 'watching',
    label: 'Full scan',
    hint: 'Folders are compared with the ledger this often, in case an event was missed. Every 60 seconds unless changed.',
    words: 'rescan interval',
    control: FullScan,
  },
  {
    id: 'ocrLanguages',
    page: 'ocr',
    label: 'Languages in use',
    hint: 'What texts in pictures are written in, the most frequent first: each further one takes time. English unless changed; a folder may have its own. Holds for files that are read from now on.',
    words: 'ocr language order scan recognise',
    control: LanguagesInUse,
  },
  {
    id: 'ocrInstalled',
    page: 'ocr',
    label: 'Installed languages',
    hint: 'Trained data for OCR. English ships with Filemill; others are added from a .traineddata file, packed or not, or from a package of the npm registry. Nothing is fetched.',
    words: 'ocr language add remove traineddata hash tesseract',
    control: InstalledLanguages,
    isWide: true,
  },
  {
    id: 'ocrEngine',
    page: 'ocr',
    label: 'Engine',
    hint: 'A tesseract that is installed on the machine is faster than the one that ships, and is used unless switched off.',
    words: 'ocr tesseract native speed',
    control: OcrEngine,
  },
  {
    id: 'blurThreshold',
    page: 'pictures',
    label: 'Blurry below',
    hint: 'A picture whose sharpness is below it counts as blurry. Sharpness is the variance of the Laplacian at full size. 100 unless changed. What was read before keeps the verdict of its time in its details; lists and filters go by the new one at once.',
    words: 'image quality sharpness threshold laplacian',
    control: BlurThreshold,
  },
  {
    id: 'keepBy',
    page: 'duplicates',
    label: 'Which copy is kept',
    hint: 'The first point that tells two copies apart decides. It is a proposal: any other copy can be chosen by hand.',
    words: 'keeper order criteria best',
    control: KeepOrder,
    isWide: true,
  },
  {
    id: 'disposal',
    page: 'duplicates',
    label: 'Where removed copies go',
    hint: 'The trash of the system unless changed. Where there is none, as on most network drives, they go to Filemill’s vault.',
    words: 'trash vault delete remove',
    control: DisposalChoice,
  },
  {
    id: 'archiveBytes',
    page: 'archives',
    label: 'Unpacked at most',
    hint: 'What an archive may write, for reading inside it and for extracting it. Counted while it is written, whatever the archive says. 2,000 MB unless changed.',
    words: 'zip extract limit bomb size total',
    control: ArchiveBytes,
  },
  {
    id: 'archiveEntryBytes',
    page: 'archives',
    label: 'Largest entry',
    hint: 'Larger entries are refused, and the others come out. 500 MB unless changed.',
    words: 'zip extract limit file size member',
    control: ArchiveEntryBytes,
  },
  {
    id: 'archiveEntries',
    page: 'archives',
    label: 'Most entries',
    hint: 'Of an archive with more, the first ones come out. 50,000 unless changed.',
    words: 'zip extract limit count files',
    control: ArchiveEntries,
  },
  {
    id: 'archiveRatio',
    page: 'archives',
    label: 'Largest ratio',
    hint: 'An entry that unpacks to more than so many times its packed size is refused, once it is large enough to matter. 100 times, from 10 MB on, unless changed.',
    words: 'zip bomb limit compression extract',
    control: ArchiveRatio,
  },
  {
    id: 'programs',
    page: 'actions',
    label: 'Programs',
    hint: 'A rule may run a program only when this is on. Off unless changed: a file for which a rule wants to run one then needs attention, with the reason.',
    words: 'run execute script command allow security',
    control: AllowPrograms,
  },
  {
    id: 'keepMoved',
    page: 'actions',
    label: 'Before a rule moves a file',
    hint: 'A copy of the original goes into the vault first, so that it comes back even if the moved one was changed or lost. It costs room only where the disk can’t share it. On unless changed.',
    words: 'vault original safety copy move rename',
    control: KeepMoved,
  },
  {
    id: 'destinations',
    page: 'destinations',
    label: 'Destinations',
    hint: 'Buckets that rules upload to, on Amazon S3 or any server that speaks its language. A test writes, reads and deletes one small object.',
    words: 's3 bucket endpoint aws upload keys credentials minio swift test',
    control: DestinationsList,
    isWide: true,
  },
  {
    id: 'uploadsAtOnce',
    page: 'destinations',
    label: 'At the same time',
    hint: 'How many files are uploaded at once. 3 unless changed.',
    words: 'upload concurrency parallel s3',
    control: UploadsAtOnce,
  },
  {
    id: 'uploadBandwidth',
    page: 'destinations',
    label: 'Bandwidth',
    hint: 'What all uploads together may take of the network. As fast as it goes unless changed.',
    words: 'upload limit speed throttle rate s3',
    control: UploadBandwidth,
  },
  {
    id: 'vaultContents',
    page: 'vault',
    label: 'In the vault now',
    hint: 'Filemill’s own place for what it replaced, removed or moved: the way back. It lies in the data folder.',
    words: 'size files undo originals',
    control: VaultContents,
    isWide: true,
  },
  {
    id: 'vaultDays',
    page: 'vault',
    label: 'Keep for',
    hint: 'What is older is let go, and can’t be taken back from here any more. 30 days unless changed.',
    words: 'retention undo days removed copies',
    control: VaultDays,
  },
  {
    id: 'vaultBytes',
    page: 'vault',
    label: 'Largest vault',
    hint: 'Once it would be larger, the oldest go first. 20 GB unless changed.',
    words: 'retention size gigabytes disk',
    control: VaultBytes,
  },
  {
    id: 'vaultEncrypt',
    page: 'vault',
    label: 'Encryption',
    hint: 'The key lies in the key store of this system: without it nothing in the vault can be read, nor brought back. What is in the vault already stays as it is. Off unless changed.',
    words: 'encrypt secret key safe',
    control: EncryptVault,
  },
  {
    id: 'passwords',
    page: 'security',
    label: 'Passwords',
    hint: 'Locked files are tried with each of them, the newest first. Remembered ones lie locked by the key store of this system; the others are forgotten when Filemill ends.',
    words: 'encrypted locked key secret unlock',
    control: KnownPasswords,
    isWide: true,
  },
  {
    id: 'historyDays',
    page: 'history',
    label: 'Keep for',
    hint: 'Older entries about former versions and about files that are gone are removed. What is known of a file that is still there stays. 365 days unless changed.',
    words: 'retention days prune',
    control: HistoryDays,
  },
  {
    id: 'historyBytes',
    page: 'history',
    label: 'Largest ledger',
    hint: 'Once the ledger is larger, the oldest of those entries go first. 4 GB unless changed.',
    words: 'retention size gigabytes disk prune',
    control: HistoryBytes,
  },
  {
    id: 'checkUp',
    page: 'advanced',
    label: 'Check-up',
    hint: 'Tries out what Filemill needs from this machine, each thing for real. The diagnostics hold versions, these checks, settings without secrets and the last lines of the logs; they go to the clipboard and nowhere else.',
    words: 'doctor diagnostics logs help support crash',
    control: CheckUp,
    isWide: true,
  },
  {
    id: 'heartbeat',
    page: 'health',
    label: 'Heartbeat file',
    hint: 'A small file that is rewritten every ten seconds while Filemill is well, for other programs to watch. Not written unless switched on.',
    words: 'monitoring watchdog alive path',
    control: HeartbeatFile,
  },
  {
    id: 'verify',
    page: 'advanced',
    label: 'Verify the ledger',
    hint: 'Compares what the ledger says with the disk and with the store, and changes nothing.',
    words: 'check integrity prove hash',
    control: VerifyLedger,
    isWide: true,
  },
  {
    id: 'dataFolder',
    page: 'advanced',
    label: 'Data folder',
    hint: 'The ledger, the index and the settings file settings.yaml lie here. It holds nothing of your folders but what was read.',
    words: 'path location yaml',
    control: DataFolder,
  },
];
