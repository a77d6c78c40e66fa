import { memo, type ReactNode } from 'react';
import type { Piece } from '../format/snippet';

/** Text whose hits are marked. */
export const Marked = memo(function Marked({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  return pieces.map((piece, index) =>
    piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );
});
