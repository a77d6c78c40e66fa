import type { DuplicateGroup, DuplicateMember } from '../../../shared/model/duplicates';

/** For tests: a picture that is nobody's keeper. */
export function aMember(change: Partial<DuplicateMember> = {}): DuplicateMember {
  return {
    fileId: 2,
    folderId: 1,
    folderName: 'Photos',
    path: 'IMG_2210 (1).jpg',
    name: 'IMG_2210 (1).jpg',
    absolutePath: '/photos/IMG_2210 (1).jpg',
    size: 600_000,
    modifiedAt: Date.UTC(2026, 10, 20, 14, 2),
    arrivedAt: Date.UTC(2026, 10, 21),
    sha256: 'b'.repeat(64),
    mime: 'image/jpeg',
    thumbnail: null,
    picture: {
      width: 2016,
      height: 1512,
      format: 'jpeg',
      sharpness: 41,
      brightness: 120,
      contrast: 50,
      noise: 6,
      grain: 1,
      takenAt: '2026:11:20 14:02:00',
      hasLocation: false,
      metadataCount: 4,
    },
    document: null,
    relation: 're-saved',
    turn: 0,
    likeness: 97,
    isKeeper: false,
    isProtected: false,
    hardLinkOf: null,
    isArchived: false,
    planned: 'keep',
    ...change,
  };
}

export function aGroup(change: Partial<DuplicateGroup> = {}): DuplicateGroup {
  const members = change.members ?? [aMember({ fileId: 1, isKeeper: true }), aMember()];
  return {
    id: `samePicture:${'a'.repeat(64)}`,
    tier: 'samePicture',
    name: 'IMG_2210',
    memberCount: members.length,
    bytes: members.reduce((sum, one) => sum + one.size, 0),
    reclaimableBytes: 600_000,
    thumbnails: [],
    archivedCount: 0,
    decision: null,
    plannedCount: 0,
    keeperReasons: ['sharper', 'more pixels'],
    ...change,
    members,
  };
}
