import { test as base, type TestInfo } from '@playwright/test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProfile, startApp, type Profile, type RunningApp, type StartOptions } from './app';

interface Fixtures {
  /** A home and a data folder of this test alone; gone after it. */
  profile: Profile;
  /** Starts the application on the profile; whatever still runs of it after the test is ended. */
  start: (options?: Omit<StartOptions, 'profile'>) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  // Playwright wants the first argument to be destructured.
  // eslint-disable-next-line no-empty-pattern
  profile: async ({}, use) => {
    const profile = createProfile();
    await use(profile);
    profile.remove();
  },
  start: async ({ profile }, use, info) => {
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await startApp({ profile, ...options });
      running.push(app);
      return app;
    });
    if (info.status !== info.expectedStatus) await attachEvidence(running, profile, info);
    for (const app of running) await app.dispose();
  },
});

export { expect } from '@playwright/test';

/** What the windows showed and what the processes wrote down. */
async function attachEvidence(running: readonly RunningApp[], profile: Profile, info: TestInfo): Promise<void> {
  for (const { page } of running) {
    const picture = page.isClosed() ? null : await page.screenshot({ timeout: 5_000 }).catch(() => null);
    if (picture !== null) await info.attach('window', { body: picture, contentType: 'image/png' });
  }
  const logs = join(profile.data, 'logs');
  for (const name of existsSync(logs) ? readdirSync(logs) : []) {
    await info.attach(name, { body: readFileSync(join(logs, name)), contentType: 'text/plain' });
  }
}
