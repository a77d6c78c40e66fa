import { expect, it } from 'vitest';
import { destinationSchema } from '../../../shared/model/destination';
import { destinationOf, formOf, keysOf, NEW_DESTINATION, whatIsMissing } from './destination-form';

it('comes back as it was', () => {
  const destination = destinationSchema.parse({ bucket: 'b', endpoint: 'https://s3.example.com', pathStyle: false, encryption: { kind: 'kms', keyId: 'k' }, metadata: { a: 'b' }, credentials: 'typed' });
  const view = { name: 'archive', destination, problem: null, keys: 'remembered' as const, rules: [] };
  expect(destinationOf(formOf(view))).toEqual(destination);
  expect(destinationSchema.parse(destinationOf({ ...NEW_DESTINATION, bucket: ' b ' }))).toEqual(destinationSchema.parse({ bucket: 'b', credentials: 'typed' }));
});

it('says what is missing, one after the other', () => {
  expect(whatIsMissing(NEW_DESTINATION, false)).toContain('name');
  expect(whatIsMissing({ ...NEW_DESTINATION, name: 'a' }, false)).toContain('bucket');
  const form = { ...NEW_DESTINATION, name: 'a', bucket: 'b' };
  expect(whatIsMissing(form, false)).toContain('secret');
  expect(whatIsMissing(form, true)).toBeNull();
  expect(whatIsMissing({ ...form, credentials: 'chain' }, false)).toBeNull();
  expect(keysOf({ ...form, accessKeyId: ' id ', secretAccessKey: 's' })).toEqual({ accessKeyId: 'id', secretAccessKey: 's' });
  expect(keysOf({ ...form, accessKeyId: 'id' })).toBeUndefined();
});
