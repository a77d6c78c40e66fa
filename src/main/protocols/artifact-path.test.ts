import { describe, expect, it } from 'vitest';
import { artifactPath } from './artifact-path';

const id = `${'ab'.repeat(32)}.webp`;

describe('artifactPath', () => {
  it('leads to the file below its first two digits', () => {
    expect(artifactPath('/data', `fm://artifact/${id}`)).toBe(`/data/artifacts/ab/${id}`);
  });

  it.each([
    'fm://artifact/../settings.yaml',
    'fm://artifact/%2e%2e/settings.yaml',
    `fm://artifact/x/../${id}`,
    `fm://artifact/${id}?x`,
    `fm://artifact/${id}/`,
    `fm://other/${id}`,
    `fm://artifact/${id.toUpperCase()}`,
    `fm://artifact/${'ab'.repeat(32)}`,
    `fm://artifact/${'ab'.repeat(32)}.tar.gz`,
    `fm://artifact/${id}\n`,
  ])('refuses %s', (address) => {
    expect(artifactPath('/data', address)).toBeNull();
  });
});
