import { Hand, Radio, ScanSearch, SquareTerminal, type LucideIcon } from 'lucide-react';
import type { Trigger } from '../../shared/model/file';
import { t } from '../../shared/words/words';

interface TriggerWord {
  readonly word: string;
  readonly icon: LucideIcon;
}

/** How Filemill came to know of it. */
export const TRIGGER_WORDS: Readonly<Record<Trigger, TriggerWord>> = {
  live: { word: t('Live'), icon: Radio },
  scan: { word: t('Scan@@trigger'), icon: ScanSearch },
  manual: { word: t('By hand'), icon: Hand },
  cli: { word: t('Command line'), icon: SquareTerminal },
};
