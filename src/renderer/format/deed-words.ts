import { Archive, ArrowRight, Bell, CloudUpload, Copy, FileInput, Link2, PackageOpen, ScrollText, Send, SquareTerminal, Tag, Trash2, type LucideIcon } from 'lucide-react';
import { DEEDS, type Deed } from '../state/route-store';
import { t } from '../../shared/words/words';

interface DeedWord {
  /** In a list of filters. */
  readonly word: string;
  readonly icon: LucideIcon;
  /** What the engine calls it. */
  readonly actions: readonly string[];
}

/** What was done to files, by what people call it. */
export const DEED_WORDS: Readonly<Record<Deed, DeedWord>> = {
  moved: { word: t('Moved or renamed'), icon: ArrowRight, actions: ['relocate', 'move', 'park', 'displace', 'pair'] },
  copied: { word: t('Copied'), icon: Copy, actions: ['copy'] },
  linked: { word: t('Linked'), icon: Link2, actions: ['link', 'hardlink'] },
  removed: { word: t('Removed'), icon: Trash2, actions: ['discard', 'trash', 'vault'] },
  changed: { word: t('Written anew'), icon: FileInput, actions: ['transform', 'searchable'] },
  extracted: { word: t('Extracted'), icon: PackageOpen, actions: ['extract'] },
  packed: { word: t('Packed'), icon: Archive, actions: ['pack', 'sweep'] },
  tagged: { word: t('Tagged'), icon: Tag, actions: ['tag'] },
  told: { word: t('Told you'), icon: Bell, actions: ['message'] },
  logged: { word: t('Logged'), icon: ScrollText, actions: ['log'] },
  sent: { word: t('Sent'), icon: Send, actions: ['request', 'handOff'] },
  uploaded: { word: t('Uploaded'), icon: CloudUpload, actions: ['upload'] },
  ran: { word: t('Ran a program'), icon: SquareTerminal, actions: ['program'] },
};

/** Null for what is none of them. */
export const deedOf = (action: string): Deed | null => DEEDS.find((deed) => DEED_WORDS[deed].actions.includes(action)) ?? null;
