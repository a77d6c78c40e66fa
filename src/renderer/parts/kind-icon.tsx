import {
  Archive,
  File,
  FileAudio,
  FileSpreadsheet,
  FileText,
  FileVideo,
  Image,
  NotepadText,
  type LucideIcon,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { FileKind } from '../../shared/model/file';

const ICONS: Readonly<Record<FileKind, LucideIcon>> = {
  text: NotepadText,
  data: FileSpreadsheet,
  document: FileText,
  image: Image,
  archive: Archive,
  audio: FileAudio,
  video: FileVideo,
  other: File,
};

const WORDS: Readonly<Record<FileKind, string>> = {
  text: 'Text',
  data: 'Data',
  document: 'Document',
  image: 'Image',
  archive: 'Archive',
  audio: 'Audio',
  video: 'Video',
  other: 'File',
};

export const KindIcon = memo(function KindIcon({ kind }: { kind: FileKind | null }): ReactNode {
  const Icon = ICONS[kind ?? 'other'];
  return <Icon role="img" aria-label={WORDS[kind ?? 'other']} aria-hidden={undefined} />;
});
