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
import { KeySettings } from './keys/key-settings';
import { KnownPasswords } from './known-passwords';
import { KeepOrder } from './keep-order';
import { Lanes } from './lanes';
import { LanguageSetting } from './language-choice';
import { LanguagesInUse } from './languages-in-use';
import { MinFree } from './min-free';
import { Notifications, QuietHours } from './notifications';
import { OcrEngine } from './ocr-engine';
import { UploadBandwidth, UploadsAtOnce } from './upload-limits';
import { Updates } from './updates';
import { EncryptVault, KeepMoved, VaultBytes, VaultContents, VaultDays } from './vault';
import { VerifyLedger } from './verify-ledger';
import { Workers } from './workers';
import { t } from '../../../shared/words/words';

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
  general: t('General'),
  desktop: t('Desktop'),
  processing: t('Processing'),
  watching: t('Watching'),
  ocr: t('Text recognition (OCR)'),
  pictures: t('Pictures'),
  duplicates: t('Duplicates'),
  archives: t('Archives'),
  actions: t('Actions of rules'),
  destinations: t('Destinations (S3)'),
  vault: t('Vault'),
  security: t('Security'),
  keys: t('Keys'),
  history: t('History'),
  health: t('Health for others'),
  advanced: t('Advanced'),
};

/** Every setting, in the order in which it is shown. */
export const SETTINGS: readonly Setting[] = [
  {
    id: 'appearance',
    page: 'general',
    label: t('Appearance'),
    hint: t('Light or dark. Follows the system unless changed.'),
    words: t('theme colour dark light'),
    control: AppearanceSetting,
  },
  {
    id: 'language',
    page: 'general',
    label: t('Language'),
    hint: t('Of the window, the tray and the notices; dates, numbers and sizes follow it. What was written down before stays as it was written. As the system unless changed.'),
    words: t('language translation locale english german'),
    control: LanguageSetting,
  },
  {
    id: 'version',
    page: 'general',
    label: t('Version'),
    hint: t('No account: nothing leaves this computer unless a rule sends it.'),
    words: t('about electron'),
    control: Version,
  },
  {
    id: 'updates',
    page: 'general',
    label: t('Updates'),
    hint: t('Where newer versions are looked for, once a day. No address unless you give one, and without it no server is ever asked. Nothing is fetched before you say so.'),
    words: t('version upgrade feed network server'),
    control: Updates,
  },
  {
    id: 'notifications',
    page: 'desktop',
    label: t('Notifications'),
    hint: t('What the system’s own notices tell, many files in one, never while you look at the window. Problems only unless changed. The bell at the top keeps what rules say.'),
    words: t('notify notices pop-up message level off'),
    control: Notifications,
  },
  {
    id: 'quietHours',
    page: 'desktop',
    label: t('Quiet hours'),
    hint: t('Nothing pops up in between; what happened is told at their end. None unless switched on.'),
    words: t('notifications night do not disturb time'),
    control: QuietHours,
  },
  {
    id: 'closeToTray',
    page: 'desktop',
    label: t('Closing the window'),
    hint: t('Filemill goes on watching, and its icon in the tray opens the window again. Where the desktop shows no tray, closing quits. On unless changed.'),
    words: t('tray quit background icon close'),
    control: CloseToTray,
  },
  {
    id: 'startAtLogin',
    page: 'desktop',
    label: t('Start at login'),
    hint: t('Filemill starts with your session, in the tray and without a window where there is a tray. Off unless switched on.'),
    words: t('autostart boot session tray'),
    control: StartAtLogin,
  },
  {
    id: 'workers',
    page: 'processing',
    label: t('Workers'),
    hint: t('How many files are read at the same time. One for each processor core unless changed.'),
    words: t('processes speed parallel'),
    control: Workers,
  },
  {
    id: 'lanes',
    page: 'processing',
    label: t('Lanes'),
    hint: t('How many files of each kind are read at the same time, and whether the kind is paused. All workers read all kinds unless changed.'),
    words: [t('concurrency pause'), ...Object.values(LANE_WORDS).map(({ word }) => word)].join(' '),
    isWide: true,
    control: Lanes,
  },
  {
    id: 'minFree',
    page: 'processing',
    label: t('Least free disk space'),
    hint: t('No new file is taken while less is free where the data folder lies; what is under way is finished. A twentieth of the disk is always enough. 500 MB unless changed.'),
    words: t('full intake pause room'),
    control: MinFree,
  },
  {
    id: 'rescan',
    page: 'watching',
    label: t('Full scan'),
    hint: t('Folders are compared with the ledger this often, in case an event was missed. Every 60 seconds unless changed.'),
    words: t('rescan interval'),
    control: FullScan,
  },
  {
    id: 'ocrLanguages',
    page: 'ocr',
    label: t('Languages in use'),
    hint: t('What texts in pictures are written in, the most frequent first: each further one takes time. English unless changed; a folder may have its own. Holds for files that are read from now on.'),
    words: t('ocr language order scan recognise'),
    control: LanguagesInUse,
  },
  {
    id: 'ocrInstalled',
    page: 'ocr',
    label: t('Installed languages'),
    hint: t('Trained data for OCR. English ships with Filemill; others are added from a .traineddata file, packed or not, or from a package of the npm registry. Nothing is fetched.'),
    words: t('ocr language add remove traineddata hash tesseract'),
    control: InstalledLanguages,
    isWide: true,
  },
  {
    id: 'ocrEngine',
    page: 'ocr',
    label: t('Engine'),
    hint: t('A tesseract that is installed on the machine is faster than the one that ships, and is used unless switched off.'),
    words: t('ocr tesseract native speed'),
    control: OcrEngine,
  },
  {
    id: 'blurThreshold',
    page: 'pictures',
    label: t('Blurry below'),
    hint: t('A picture whose sharpness is below it counts as blurry. Sharpness is the variance of the Laplacian at full size. 100 unless changed. What was read before keeps the verdict of its time in its details; lists and filters go by the new one at once.'),
    words: t('image quality sharpness threshold laplacian'),
    control: BlurThreshold,
  },
  {
    id: 'keepBy',
    page: 'duplicates',
    label: t('Which copy is kept'),
    hint: t('The first point that tells two copies apart decides. It is a proposal: any other copy can be chosen by hand.'),
    words: t('keeper order criteria best'),
    control: KeepOrder,
    isWide: true,
  },
  {
    id: 'disposal',
    page: 'duplicates',
    label: t('Where removed copies go'),
    hint: t('The trash of the system unless changed. Where there is none, as on most network drives, they go to Filemill’s vault.'),
    words: t('trash vault delete remove'),
    control: DisposalChoice,
  },
  {
    id: 'archiveBytes',
    page: 'archives',
    label: t('Unpacked at most'),
    hint: t('What an archive may write, for reading inside it and for extracting it. Counted while it is written, whatever the archive says. 2,000 MB unless changed.'),
    words: t('zip extract limit bomb size total'),
    control: ArchiveBytes,
  },
  {
    id: 'archiveEntryBytes',
    page: 'archives',
    label: t('Largest entry'),
    hint: t('Larger entries are refused, and the others come out. 500 MB unless changed.'),
    words: t('zip extract limit file size member'),
    control: ArchiveEntryBytes,
  },
  {
    id: 'archiveEntries',
    page: 'archives',
    label: t('Most entries'),
    hint: t('Of an archive with more, the first ones come out. 50,000 unless changed.'),
    words: t('zip extract limit count files'),
    control: ArchiveEntries,
  },
  {
    id: 'archiveRatio',
    page: 'archives',
    label: t('Largest ratio'),
    hint: t('An entry that unpacks to more than so many times its packed size is refused, once it is large enough to matter. 100 times, from 10 MB on, unless changed.'),
    words: t('zip bomb limit compression extract'),
    control: ArchiveRatio,
  },
  {
    id: 'programs',
    page: 'actions',
    label: t('Programs'),
    hint: t('A rule may run a program only when this is on. Off unless changed: a file for which a rule wants to run one then needs attention, with the reason.'),
    words: t('run execute script command allow security'),
    control: AllowPrograms,
  },
  {
    id: 'keepMoved',
    page: 'actions',
    label: t('Before a rule moves a file'),
    hint: t('A copy of the original goes into the vault first, so that it comes back even if the moved one was changed or lost. It costs room only where the disk can’t share it. On unless changed.'),
    words: t('vault original safety copy move rename'),
    control: KeepMoved,
  },
  {
    id: 'destinations',
    page: 'destinations',
    label: t('Destinations'),
    hint: t('Buckets that rules upload to, on Amazon S3 or any server that speaks its language. A test writes, reads and deletes one small object.'),
    words: t('s3 bucket endpoint aws upload keys credentials minio swift test'),
    control: DestinationsList,
    isWide: true,
  },
  {
    id: 'uploadsAtOnce',
    page: 'destinations',
    label: t('At the same time'),
    hint: t('How many files are uploaded at once. 3 unless changed.'),
    words: t('upload concurrency parallel s3'),
    control: UploadsAtOnce,
  },
  {
    id: 'uploadBandwidth',
    page: 'destinations',
    label: t('Bandwidth'),
    hint: t('What all uploads together may take of the network. As fast as it goes unless changed.'),
    words: t('upload limit speed throttle rate s3'),
    control: UploadBandwidth,
  },
  {
    id: 'vaultContents',
    page: 'vault',
    label: t('In the vault now'),
    hint: t('Filemill’s own place for what it replaced, removed or moved: the way back. It lies in the data folder.'),
    words: t('size files undo originals'),
    control: VaultContents,
    isWide: true,
  },
  {
    id: 'vaultDays',
    page: 'vault',
    label: t('Keep for'),
    hint: t('What is older is let go, and can’t be taken back from here any more. 30 days unless changed.'),
    words: t('retention undo days removed copies'),
    control: VaultDays,
  },
  {
    id: 'vaultBytes',
    page: 'vault',
    label: t('Largest vault'),
    hint: t('Once it would be larger, the oldest go first. 20 GB unless changed.'),
    words: t('retention size gigabytes disk'),
    control: VaultBytes,
  },
  {
    id: 'vaultEncrypt',
    page: 'vault',
    label: t('Encryption'),
    hint: t('The key lies in the key store of this system: without it nothing in the vault can be read, nor brought back. What is in the vault already stays as it is. Off unless changed.'),
    words: t('encrypt secret key safe'),
    control: EncryptVault,
  },
  {
    id: 'passwords',
    page: 'security',
    label: t('Passwords'),
    hint: t('Locked files are tried with each of them, the newest first. Remembered ones lie locked by the key store of this system; the others are forgotten when Filemill ends.'),
    words: t('encrypted locked key secret unlock'),
    control: KnownPasswords,
    isWide: true,
  },
  {
    id: 'keys',
    page: 'keys',
    label: t('Keys'),
    hint: t('What each key does. Click one and press another to put the action there; arrows, Enter and Esc stay what they are everywhere. Esc takes nothing, Backspace leaves the action without a key.'),
    words: t('shortcuts keyboard remap hotkeys'),
    control: KeySettings,
    isWide: true,
  },
  {
    id: 'historyDays',
    page: 'history',
    label: t('Keep for'),
    hint: t('Older entries about former versions and about files that are gone are removed. What is known of a file that is still there stays. 365 days unless changed.'),
    words: t('retention days prune'),
    control: HistoryDays,
  },
  {
    id: 'historyBytes',
    page: 'history',
    label: t('Largest ledger'),
    hint: t('Once the ledger is larger, the oldest of those entries go first. 4 GB unless changed.'),
    words: t('retention size gigabytes disk prune'),
    control: HistoryBytes,
  },
  {
    id: 'checkUp',
    page: 'advanced',
    label: t('Check-up'),
    hint: t('Tries out what Filemill needs from this machine, each thing for real. The diagnostics hold versions, these checks, settings without secrets and the last lines of the logs; they go to the clipboard and nowhere else.'),
    words: t('doctor diagnostics logs help support crash'),
    control: CheckUp,
    isWide: true,
  },
  {
    id: 'heartbeat',
    page: 'health',
    label: t('Heartbeat file'),
    hint: t('A small file that is rewritten every ten seconds while Filemill is well, for other programs to watch. Not written unless switched on.'),
    words: t('monitoring watchdog alive path'),
    control: HeartbeatFile,
  },
  {
    id: 'verify',
    page: 'advanced',
    label: t('Verify the ledger'),
    hint: t('Compares what the ledger says with the disk and with the store, and changes nothing.'),
    words: t('check integrity prove hash'),
    control: VerifyLedger,
    isWide: true,
  },
  {
    id: 'dataFolder',
    page: 'advanced',
    label: t('Data folder'),
    hint: t('The ledger, the index and the settings file settings.yaml lie here. It holds nothing of your folders but what was read.'),
    words: t('path location yaml'),
    control: DataFolder,
  },
];
