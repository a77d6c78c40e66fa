import { expect, it } from 'vitest';
import { findHits, termsOf } from '../../format/find-hits';
import { withSimilar } from './similar-words';

it('marks words one letter off beside those of the query, and the last one as it is typed', () => {
  const query = withSimilar('harbor li', ['harbour', 'harbors']);
  const hits = findHits('The harbour; a harbor of harbors, harbourmaster by li', termsOf(query)).filter(({ hit }) => hit);
  expect(hits.map(({ text }) => text)).toEqual(['harbour', 'harbor', 'harbors', 'li']);
});
