import {
  Archive,
  BadgeCheck,
  Bell,
  Copy,
  FolderInput,
  Handshake,
  History,
  ImageDown,
  Link2,
  PackageOpen,
  PencilLine,
  Play,
  Route,
  ScrollText,
  Send,
  ShieldCheck,
  Tag,
  TextSearch,
  Trash2,
  TriangleAlert,
  CloudUpload,
  type LucideIcon,
} from 'lucide-react';
import { HANDED_OVER_POLICIES, type ActionName, type ActionSpec } from '../../../../shared/model/action';
import { CONFLICT_POLICIES, type ConflictPolicy } from '../../../../shared/model/transform';
import { t } from '../../../../shared/words/words';

interface ActionWord {
  readonly title: string;
  readonly what: string;
  readonly icon: LucideIcon;
}

export const ACTION_WORDS: Readonly<Record<ActionName, ActionWord>> = {
  backup: { title: t('Back it up'), what: t('A copy for safety, by event and day'), icon: ShieldCheck },
  version: { title: t('Keep this version'), what: t('A copy for each version of the file'), icon: History },
  copy: { title: t('Copy it'), what: t('A copy in another folder'), icon: Copy },
  move: { title: t('Move it'), what: t('The original goes to another folder'), icon: FolderInput },
  rename: { title: t('Rename it'), what: t('The original gets another name'), icon: PencilLine },
  link: { title: t('Link it'), what: t('A link in another folder'), icon: Link2 },
  trash: { title: t('Put it in the trash'), what: t('The original goes away, and can come back'), icon: Trash2 },
  validate: { title: t('Check it'), what: t('JSON, CSV, XML, PDF, image, archive, checksum'), icon: BadgeCheck },
  notify: { title: t('Notify'), what: t('A notification of the system'), icon: Bell },
  alert: { title: t('Raise an alert'), what: t('A message that stays until it is read'), icon: TriangleAlert },
  route: { title: t('Hand it to another folder'), what: t('The rules of that folder judge it next'), icon: Route },
  handOff: { title: t('Hand it over to a program'), what: t('A copy with a sidecar that says whom it is for'), icon: Handshake },
  log: { title: t('Write a log'), what: t('A line of JSON for each event'), icon: ScrollText },
  transform: { title: t('Change the picture'), what: t('A changed copy: size, format, colours'), icon: ImageDown },
  searchablePdf: { title: t('Make a searchable PDF'), what: t('Looks the same, and its text can be found'), icon: TextSearch },
  extract: { title: t('Extract it'), what: t('What is in an archive, into a new folder'), icon: PackageOpen },
  archive: { title: t('Pack it'), what: t('Into an archive, alone or with others'), icon: Archive },
  tag: { title: t('Tag it'), what: t('Words to find it by'), icon: Tag },
  webhook: { title: t('Call a webhook'), what: t('Tells another program over the network'), icon: Send },
  upload: { title: t('Upload it to S3'), what: t('To a destination of the settings, proved there'), icon: CloudUpload },
  run: { title: t('Run a program'), what: t('Without a shell, with a time limit'), icon: Play },
};


/** In the order in which they are offered. */
export const ACTION_GROUPS: readonly { title: string; actions: readonly ActionName[] }[] = [
  { title: t('The file'), actions: ['copy', 'move', 'rename', 'link', 'backup', 'version', 'trash', 'route', 'handOff', 'upload'] },
  { title: t('What is in it'), actions: ['validate', 'transform', 'searchablePdf', 'extract', 'archive', 'tag'] },
  { title: t('Messages'), actions: ['notify', 'alert', 'log', 'webhook', 'run'] },
];

export const CONFLICT_WORDS: Readonly<Record<ConflictPolicy, string>> = {
  rename: t('The new file gets the next free name'),
  skip: t('Nothing is written'),
  replace: t('The new file takes its place'),
  renameExisting: t('What lies there gets the next free name'),
  keepIdentical: t('The same bytes stay, else the next free name'),
};

/** Of what is extracted into a folder. */
const FOLDER_CONFLICT_WORDS: Readonly<Record<ConflictPolicy, string>> = {
  rename: t('The new folder gets the next free name'),
  skip: t('Nothing is extracted'),
  replace: t('Among what lies there; files of the same names are replaced'),
  renameExisting: t('What lies there gets the next free name'),
  keepIdentical: t('A folder with the same files stays, else the next free name'),
};

/** What can be chosen for when the name is taken. */
export function conflictsOf(name: ActionName): { value: ConflictPolicy; label: string }[] {
  const labels = name === 'extract' ? FOLDER_CONFLICT_WORDS : CONFLICT_WORDS;
  const policies = name === 'handOff' ? HANDED_OVER_POLICIES : CONFLICT_POLICIES;
  return policies.map((value) => ({ value, label: labels[value] }));
}

/** Where a name that is taken leaves no choice: what happens then. */
export const WITHOUT_CHOICE: Readonly<Partial<Record<ActionName, string>>> = {
  log: t('The line is added to what lies there.'),
  upload: t('The same bytes count as uploaded; others stay, and the step fails.'),
};

/** How long the vault keeps what it was given, in words: "for 30 days". */
export type Keeping = string;

/** What it takes away or replaces, and what becomes of that; null where everything stays as it is. */
export function consequenceOf(spec: ActionSpec, keeping: Keeping): string | null {
  const parts = [ofTheOriginal(spec, keeping), ofWhatLiesThere(spec, keeping)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function ofTheOriginal(spec: ActionSpec, keeping: Keeping): string | null {
  switch (spec.do) {
    case 'move':
      return t('The original leaves its folder. Undo in the history brings it back.');
    case 'rename':
      return t('The original gets another name. Undo in the history brings the old one back.');
    case 'route':
      return spec.keep ? null : t('The original leaves its folder. Undo in the history brings it back.');
    case 'trash':
      return spec.to === 'vault' ? t('The original goes away. The vault keeps it {keeping}.', { keeping }) : t('The original goes to the system’s trash. Undo brings it back as long as it is there.');
    case 'upload':
      return spec.original === 'vault' ? t('Once the object is proved, the original goes away. The vault keeps it {keeping}.', { keeping }) : null;
    case 'archive':
      if (spec.originals === 'keep') return null;
      return spec.originals === 'vault'
        ? t('Once the archive is verified, the originals go away. The vault keeps them {keeping}.', { keeping })
        : t('Once the archive is verified, the originals go to the system’s trash.');
    default:
      return null;
  }
}

function ofWhatLiesThere(spec: ActionSpec, keeping: Keeping): string | null {
  if (!('conflict' in spec)) return null;
  if (spec.do === 'extract' && spec.conflict === 'replace') return t('Files of the same names are replaced. The vault keeps them {keeping}.', { keeping });
  if (spec.do === 'extract' && spec.conflict === 'renameExisting') return t('A folder that has the name already gets another one.');
  if (spec.conflict === 'replace') return t('A file that has the name already is replaced. The vault keeps it {keeping}.', { keeping });
  return spec.conflict === 'renameExisting' ? t('A file that has the name already gets another one.') : null;
}
