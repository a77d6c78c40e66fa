import { Hand, Radio, ScanSearch, SquareTerminal, type LucideIcon } from 'lucide-react';
import type { Trigger } from '../../shared/model/file';

interface TriggerWord {
  readonly word: string;
  readonly icon: LucideIcon;
}

/** How Filemill came to know of it. */
export const TRIGGER_WORDS: Readonly<Record<Trigger, TriggerWord>> = {
  live: { word: 'Live', icon: Radio },
  scan: { word: 'Scan', icon: ScanSearch },
  manual: { word: 'By hand', icon: Hand },
  cli: { word: 'Command line', icon: SquareTerminal },
};
