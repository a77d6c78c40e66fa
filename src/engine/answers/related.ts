import type { MemberPlace } from '../../shared/model/archive';
import type { Engine } from '../engine';
import { placesInArchives } from '../store/member-ways';
import { jobOfFile } from './file-detail';

/** Where the bytes of a file lie in archives too, and how much was read of what is in it. */
export function relatedOf({ database, members }: Engine, fileId: number): { insideOf: MemberPlace[]; memberCount: number } {
  const { sha256 } = jobOfFile(database, fileId);
  if (sha256 === null) return { insideOf: [], memberCount: 0 };
  return { insideOf: placesInArchives(database, sha256), memberCount: members.countRead(sha256) };
}
