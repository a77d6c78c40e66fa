import { afterEach, expect, it, vi } from 'vitest';
import { explainS3Error } from './explain-s3-error';

afterEach(() => vi.unstubAllEnvs());

/** As the SDK's providers say it. */
const failure = (message: string): Error => Object.assign(new Error(message), { name: 'CredentialsProviderError' });
const NONE = 'Could not load credentials from any providers';
const SSO = 'The SSO session associated with this profile is invalid. To refresh this SSO session run aws sso login with the corresponding profile.';

it.each([
  [undefined, NONE, 'There are no credentials for S3.', 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.'],
  ['work', NONE, 'The AWS profile “work” gives no credentials.', 'Check its name, its keys and its credential_process in the AWS configuration.'],
  ['work', SSO, 'You are not signed in to AWS, or no longer.', 'Sign in with “aws sso login --profile work”, then try again.'],
  [undefined, SSO, 'You are not signed in to AWS, or no longer.', 'Sign in with “aws sso login”, then try again.'],
])('says where credentials were looked for: profile %s, %s', (profile, said, message, hint) => {
  vi.stubEnv('AWS_PROFILE', profile);
  expect(explainS3Error(failure(said))).toMatchObject({ kind: 'final', error: { code: 'settings.invalid', message, hint } });
});

it('repeats nothing of what a credential_process has printed', () => {
  vi.stubEnv('AWS_PROFILE', 'work');
  const explained = explainS3Error(failure('Command failed: get-keys\nAKIAVERYSECRET'));
  expect(JSON.stringify('error' in explained ? explained.error.toData() : null)).not.toContain('SECRET');
});
