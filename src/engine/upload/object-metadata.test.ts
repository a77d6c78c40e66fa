import { describe, expect, it } from 'vitest';
import { encodeValue, metadataKeyProblem, objectMetadata } from './object-metadata';

const decoded = (value: string): string => value.split(' ').map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString()).join('');
const metadata = (path: string, custom = {}): Record<string, string> => objectMetadata({ path, at: 1_700_000_000_123, sha256: 'ab', sourceSystem: 'mill', custom });

describe('objectMetadata', () => {
  it('has what the specification names', () => {
    expect(metadata('/in/a.txt', { Department: 'sales' })).toEqual({ 'original-path': '/in/a.txt', 'upload-time': '1700000000.123', 'source-system': 'mill', sha256: 'ab', department: 'sales' });
  });

  it.each(['Zürich', ' leading', 'trailing ', 'a\r\nx-amz-acl: public-read', '=?UTF-8?B?eA==?=', '\u{1f4c4}'.repeat(60), ''])('carries %j safely', (value) => {
    const encoded = encodeValue(value);
    expect(encoded).toMatch(/^[\x20-\x7e]*$/);
    expect(encoded.split(' ').every((word) => word.length <= 75)).toBe(true);
    expect(value === '' ? encoded : decoded(encoded)).toBe(value);
  });

  it('leaves plain ASCII as it is', () => expect(encodeValue('a b=c?')).toBe('a b=c?'));

  it('shortens a long path from its beginning', () => {
    const path = metadata(`/${'ordner-ü/'.repeat(100)}name.pdf`)['original-path'] ?? '';
    expect(path.length).toBeLessThanOrEqual(255);
    expect(decoded(path)).toMatch(/^….*name\.pdf$/);
  });

  it('takes no more than S3 does', () => {
    expect(() => metadata('/a', { long: 'x'.repeat(2_048) })).toThrow(expect.objectContaining({ code: 'settings.invalid' }));
  });

  it.each(['', 'a b', 'sha256', 'Original-Path', 'x:y', 'ä', 'a\n'])('refuses the name %j', (name) => expect(metadataKeyProblem(name)).toMatch(/\.$/));
});
