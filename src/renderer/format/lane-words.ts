import { Archive, File, FileText, Image, NotepadText, ScanText, type LucideIcon } from 'lucide-react';
import type { Lane } from '../../shared/model/file';

interface LaneWord {
  readonly word: string;
  readonly icon: LucideIcon;
}

export const LANE_WORDS: Readonly<Record<Lane, LaneWord>> = {
  text: { word: 'Text', icon: NotepadText },
  documents: { word: 'Documents', icon: FileText },
  ocr: { word: 'OCR', icon: ScanText },
  images: { word: 'Images', icon: Image },
  archives: { word: 'Archives', icon: Archive },
  other: { word: 'Other', icon: File },
};
