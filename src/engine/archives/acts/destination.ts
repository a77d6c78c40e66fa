import { extname } from 'node:path';
import { sanitizeName } from '../../../base/sanitize-name';
import type { ExtractRequest } from '../../../shared/model/archive';
import type { OpenArchive } from '../archive-sources';
import type { PlacementRequest } from './place-unpacked';

/** Where a request wants what is in the archive. */
export function destinationOf(request: ExtractRequest, { folder, name }: Pick<OpenArchive, 'folder' | 'name'>): PlacementRequest {
  const { target, ownFolder, conflict } = request;
  return { folder: target ?? folder, name: ownFolderName(name), ownFolder, conflict };
}

/** Endings that go with another one before them: "photos.tar.gz" is called "photos". */
export function ownFolderName(archiveName: string): string {
  const name = archiveName.split(' › ').at(-1) ?? archiveName;
  const stem = name.slice(0, name.length - extname(name).length) || name;
  return sanitizeName(stem.replace(/\.(tar|7z|zip|part0*1)$/i, '') || stem);
}
