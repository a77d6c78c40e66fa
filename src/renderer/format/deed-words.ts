import { Archive, ArrowRight, Bell, CloudUpload, Copy, FileInput, Link2, PackageOpen, ScrollText, Send, SquareTerminal, Tag, Trash2, type LucideIcon } from 'lucide-react';
import { DEEDS, type Deed } from '../state/route-store';

interface DeedWord {
  /** In a list of filters. */
  readonly word: string;
  readonly icon: LucideIcon;
  /** What the engine calls it. */
  readonly actions: readonly string[];
}

/** What was done to files, by what people call it. */
export const DEED_WORDS: Readonly<Record<Deed, DeedWord>> = {
  moved: { word: 'Moved or renamed', icon: ArrowRight, actions: ['relocate', 'move', 'park', 'displace', 'pair'] },
  copied: { word: 'Copied', icon: Copy, actions: ['copy'] },
  linked: { word: 'Linked', icon: Link2, actions: ['link', 'hardlink'] },
  removed: { word: 'Removed', icon: Trash2, actions: ['discard', 'trash', 'vault'] },
  changed: { word: 'Written anew', icon: FileInput, actions: ['transform', 'searchable'] },
  extracted: { word: 'Extracted', icon: PackageOpen, actions: ['extract'] },
  packed: { word: 'Packed', icon: Archive, actions: ['pack', 'sweep'] },
  tagged: { word: 'Tagged', icon: Tag, actions: ['tag'] },
  told: { word: 'Told you', icon: Bell, actions: ['message'] },
  logged: { word: 'Logged', icon: ScrollText, actions: ['log'] },
  sent: { word: 'Sent', icon: Send, actions: ['request', 'handOff'] },
  uploaded: { word: 'Uploaded', icon: CloudUpload, actions: ['upload'] },
  ran: { word: 'Ran a program', icon: SquareTerminal, actions: ['program'] },
};

/** Null for what is none of them. */
export const deedOf = (action: string): Deed | null => DEEDS.find((deed) => DEED_WORDS[deed].actions.includes(action)) ?? null;
