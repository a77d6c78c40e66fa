import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { destinationSchema } from '../../shared/model/destination';
import { isAws, isLoopback, readDestination } from './destination';

describe('readDestination', () => {
  it.each(['https://s3.example.com', 'https://s3.example.com:9000/path', 'http://127.0.0.1:9000', 'http://localhost', 'http://[::1]:80'])('takes %s', (endpoint) => {
    expect(readDestination({ bucket: 'mill', endpoint })).toMatchObject({ endpoint, prefix: '', encryption: { kind: 'none' } });
  });

  it.each(['http://s3.example.com', 'http://127.0.0.1.example.com', 'http://10.0.0.1', 'ftp://127.0.0.1', 'nonsense', 'https://key:secret@s3.example.com', 'https://s3.example.com/?x=1'])('refuses %s', (endpoint) => {
    try {
      readDestination({ bucket: 'mill', endpoint });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'settings.invalid' });
      expect(JSON.stringify(error)).not.toContain('secret@');
    }
  });

  it.each([{}, { bucket: 'a/b' }, { bucket: 'mill', secretAccessKey: 'x' }, { bucket: 'mill', metadata: { sha256: 'x' } }, 7])('refuses %j', (given) => {
    expect(() => readDestination(given)).toThrow(expect.objectContaining({ code: 'settings.invalid' }));
  });

  it('knows AWS and this machine', () => {
    expect([null, 'https://s3.eu-west-1.amazonaws.com', 'https://amazonaws.com.example.org'].map((endpoint) => isAws({ endpoint }))).toEqual([true, true, false]);
    expect(['127.9.9.9', '::1', '[::1]', 'LOCALHOST', '127.0.0.1.nip.io', '0.0.0.0'].map(isLoopback)).toEqual([true, true, true, true, false, false]);
  });
});

it('is described, each of its keys and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/formats/destinations.md'), 'utf8');
  const said = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
  expect(said.toSorted()).toEqual(Object.keys(destinationSchema.shape).toSorted());
});
