import { useState } from 'react';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import { artifactUrl } from '../../detail/artifact-url';
import { KeptAnswers, type Question } from '../../detail/page/kept-answers';
import { useKept } from '../../detail/page/use-kept';
import { canBeSeen } from './compare-modes';

interface Shown {
  url: string;
  width: number;
  height: number;
}

const pictures = new KeptAnswers<Shown>(60);

function questionOf({ fileId, sha256 }: DuplicateMember, side: number): Question<Shown> {
  return {
    key: `${fileId} ${sha256} ${side}`,
    ask: async (signal) => {
      const made = await callEngine('files.preview', { id: fileId, page: 1, maxSidePixels: side }, { signal });
      return { url: artifactUrl(made.id), width: made.width, height: made.height };
    },
  };
}

export interface MemberPicture {
  /** The sharpest there is; the thumbnail at first. Null: there is none, or none yet. */
  url: string | null;
  /** Of the picture at `url`, pixels; null for a thumbnail. */
  size: { width: number; height: number } | null;
  error: ErrorData | null;
}

/** The picture of a member, or of its first page, `side` pixels on its longer side; none is asked for while that is null. */
export function useMemberPicture(member: DuplicateMember, side: number | null): MemberPicture {
  const isAsked = side !== null && canBeSeen(member);
  const { answers } = useKept(pictures, isAsked ? [questionOf(member, side)] : []);
  const [answer] = answers;
  const [last, setLast] = useState<{ fileId: number; sha256: string; shown: Shown } | null>(null);
  const fresh = answer?.value ?? null;
  if (fresh && fresh !== last?.shown) setLast({ fileId: member.fileId, sha256: member.sha256, shown: fresh });
  const kept = last?.fileId === member.fileId && last.sha256 === member.sha256 ? last.shown : null;
  const shown = fresh ?? kept;
  return {
    url: shown?.url ?? (member.thumbnail === null ? null : artifactUrl(member.thumbnail)),
    size: shown,
    error: answer?.error ?? null,
  };
}

/** Pictures that will be looked at next are made ready. */
export function usePicturesAhead(members: readonly DuplicateMember[], side: number | null): void {
  useKept(pictures, side === null ? [] : members.filter(canBeSeen).map((member) => questionOf(member, side)));
}
