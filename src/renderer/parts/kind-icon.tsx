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
import { t } from '../../shared/words/words';

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

export const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  text: t('Text'),
  data: t('Data'),
  document: t('Document'),
  image: t('Image'),
  archive: t('Archive'),
  audio: t('Audio'),
  video: t('Video'),
  other: t('File'),
};

export const KindIcon = memo(function KindIcon({ kind }: { kind: FileKind | null }): ReactNode {
  const Icon = ICONS[kind ?? 'other'];
  return <Icon role="img" aria-label={KIND_WORDS[kind ?? 'other']} aria-hidden={undefined} />;
});
