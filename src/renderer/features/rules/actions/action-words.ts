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
import type { ActionName, ActionSpec } from '../../../../shared/model/action';
import type { ConflictPolicy } from '../../../../shared/model/transform';

interface ActionWord {
  readonly title: string;
  readonly what: string;
  readonly icon: LucideIcon;
}

export const ACTION_WORDS: Readonly<Record<ActionName, ActionWord>> = {
  backup: { title: 'Back it up', what: 'A copy for safety, by event and day', icon: ShieldCheck },
  version: { title: 'Keep this version', what: 'A copy for each version of the file', icon: History },
  copy: { title: 'Copy it', what: 'A copy in another folder', icon: Copy },
  move: { title: 'Move it', what: 'The original goes to another folder', icon: FolderInput },
  rename: { title: 'Rename it', what: 'The original gets another name', icon: PencilLine },
  link: { title: 'Link it', what: 'A link in another folder', icon: Link2 },
  trash: { title: 'Put it in the trash', what: 'The original goes away, and can come back', icon: Trash2 },
  validate: { title: 'Check it', what: 'JSON, CSV, XML, PDF, image, archive, checksum', icon: BadgeCheck },
  notify: { title: 'Notify', what: 'A notification of the system', icon: Bell },
  alert: { title: 'Raise an alert', what: 'A message that stays until it is read', icon: TriangleAlert },
  route: { title: 'Hand it to another folder', what: 'The rules of that folder judge it next', icon: Route },
  handOff: { title: 'Hand it over to a program', what: 'A copy with a sidecar that says whom it is for', icon: Handshake },
  log: { title: 'Write a log', what: 'A line of JSON for each event', icon: ScrollText },
  transform: { title: 'Change the picture', what: 'A changed copy: size, format, colours', icon: ImageDown },
  searchablePdf: { title: 'Make a searchable PDF', what: 'Looks the same, and its text can be found', icon: TextSearch },
  extract: { title: 'Extract it', what: 'What is in an archive, into a new folder', icon: PackageOpen },
  archive: { title: 'Pack it', what: 'Into an archive, alone or with others', icon: Archive },
  tag: { title: 'Tag it', what: 'Words to find it by', icon: Tag },
  webhook: { title: 'Call a webhook', what: 'Tells another program over the network', icon: Send },
  upload: { title: 'Upload it to S3', what: 'To a destination of the settings, proved there', icon: CloudUpload },
  run: { title: 'Run a program', what: 'Without a shell, with a time limit', icon: Play },
};


/** In the order in which they are offered. */
export const ACTION_GROUPS: readonly { title: string; actions: readonly ActionName[] }[] = [
  { title: 'The file', actions: ['copy', 'move', 'rename', 'link', 'backup', 'version', 'trash', 'route', 'handOff', 'upload'] },
  { title: 'What is in it', actions: ['validate', 'transform', 'searchablePdf', 'extract', 'archive', 'tag'] },
  { title: 'Messages', actions: ['notify', 'alert', 'log', 'webhook', 'run'] },
];

export const CONFLICT_WORDS: Readonly<Record<ConflictPolicy, string>> = {
  rename: 'The new file gets the next free name',
  skip: 'Nothing is written',
  replace: 'The new file takes its place',
  renameExisting: 'What lies there gets the next free name',
  keepIdentical: 'The same bytes stay, else the next free name',
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
      return 'The original leaves its folder. Undo in the history brings it back.';
    case 'rename':
      return 'The original gets another name. Undo in the history brings the old one back.';
    case 'route':
      return spec.keep ? null : 'The original leaves its folder. Undo in the history brings it back.';
    case 'trash':
      return spec.to === 'vault' ? `The original goes away. The vault keeps it ${keeping}.` : 'The original goes to the system’s trash. Undo brings it back as long as it is there.';
    case 'upload':
      return spec.original === 'vault' ? `Once the object is proved, the original goes away. The vault keeps it ${keeping}.` : null;
    case 'archive':
      if (spec.originals === 'keep') return null;
      return spec.originals === 'vault'
        ? `Once the archive is verified, the originals go away. The vault keeps them ${keeping}.`
        : 'Once the archive is verified, the originals go to the system’s trash.';
    default:
      return null;
  }
}

function ofWhatLiesThere(spec: ActionSpec, keeping: Keeping): string | null {
  if (!('conflict' in spec)) return null;
  if (spec.conflict === 'replace') return `A file that has the name already is replaced. The vault keeps it ${keeping}.`;
  return spec.conflict === 'renameExisting' ? 'A file that has the name already gets another one.' : null;
}
