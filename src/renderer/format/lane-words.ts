import { Archive, File, FileText, Image, NotepadText, ScanText, type LucideIcon } from 'lucide-react';
import type { Lane } from '../../shared/model/file';
import { t } from '../../shared/words/words';

interface LaneWord {
  readonly word: string;
  readonly icon: LucideIcon;
}

export const LANE_WORDS: Readonly<Record<Lane, LaneWord>> = {
  text: { word: t('Text'), icon: NotepadText },
  documents: { word: t('Documents'), icon: FileText },
  ocr: { word: t('OCR'), icon: ScanText },
  images: { word: t('Images'), icon: Image },
  archives: { word: t('Archives'), icon: Archive },
  other: { word: t('Other'), icon: File },
};
