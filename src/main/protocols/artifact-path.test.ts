import { describe, expect, it } from 'vitest';
import { artifactPath, isDocumentAddress } from './artifact-path';

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

describe('isDocumentAddress', () => {
  it('tells documents from everything else', () => {
    const document = `fm://artifact/${'ab'.repeat(32)}.html`;
    expect(isDocumentAddress(document)).toBe(true);
    for (const other of [`fm://artifact/${id}`, `${document}#x`, `${document}?x`, 'fm://artifact/x.html', 'https://example.com/a.html']) {
      expect(isDocumentAddress(other), other).toBe(false);
    }
  });
});
