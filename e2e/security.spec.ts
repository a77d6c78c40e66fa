import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProfile, shellLog, startApp, type Profile, type RunningApp } from './app';

/* What a page that was taken over could try (SAFETY.md, "The desktop shell"). All of it fails, and the app lives. */

let profile: Profile;
let app: RunningApp;

test.beforeAll(async () => {
  profile = createProfile();
  app = await startApp({ profile });
  await expect(app.page.getByTestId('nav-overview')).toBeVisible();
});
test.afterAll(async () => {
  await app?.dispose();
  profile?.remove();
});

const refusals = (what: string): number =>
  shellLog(profile).filter((line) => line.event === 'page.refused' && line['what'] === what).length;

test('a page can not leave, open or embed anything', async () => {
  const { page, electron } = app;
  const address = page.url();
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  await expect.poll(() => refusals('window')).toBe(1);

  for (const target of ['https://example.com/', 'file:///etc/passwd', 'app://filemill/other.html', 'fm://artifact/x']) {
    const before = refusals('navigation');
    await page.evaluate((href) => {
      window.location.href = href;
    }, target);
    // Chromium itself already refuses some schemes, before the shell hears of it.
    if (!target.startsWith('file:')) await expect.poll(() => refusals('navigation'), { message: target }).toBe(before + 1);
    expect(page.url()).toBe(address);
  }

  await page.evaluate(() => {
    const webview = document.createElement('webview');
    webview.setAttribute('src', 'https://example.com/');
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(webview, frame);
  });
  await expect.poll(() => electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  expect(page.frames().every((frame) => !frame.url().startsWith('https:'))).toBe(true);
  await page.evaluate(() => document.querySelectorAll('webview, iframe').forEach((element) => element.remove()));
});

test('a page reaches no file, no network and no Node', async () => {
  writeFileSync(join(profile.data, 'secret.txt'), 'secret');
  const results = await app.page.evaluate(async (data) => {
    const attempt = async (what: () => unknown): Promise<string> => {
      try {
        return `got ${String(await what())}`;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const picture = (source: string): Promise<string> =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('error');
        image.src = source;
      });
    const module = (name: string): Promise<unknown> => import(/* @vite-ignore */ name);
    const globals = window as unknown as Record<string, unknown>;
    return {
      file: await attempt(() => fetch('file:///etc/passwd')),
      network: await attempt(() => fetch('https://example.com/')),
      artifact: await attempt(() => fetch('fm://artifact/../settings.yaml')),
      outside: await attempt(async () => (await fetch('app://filemill/%2e%2e/%2e%2e/package.json')).status),
      other: await attempt(() => fetch('app://other/index.html')),
      node: await attempt(() => module('fs')),
      nodeScheme: await attempt(() => module('node:fs')),
      evaluated: await attempt(() => new Function('return 1')()),
      script: await attempt(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.head.append(script);
        return globals['injected'] === undefined ? Promise.reject(new TypeError('refused')) : 'ran';
      }),
      require: typeof globals['require'],
      process: typeof globals['process'],
      bridge: Object.keys(window.filemill).sort().join(' '),
      climbing: await picture('fm://artifact/..%2fsecret.txt'),
      disk: await picture(`file://${data}/secret.txt`),
    };
  }, profile.data);
  expect(results).toEqual({
    file: 'TypeError',
    network: 'TypeError',
    artifact: 'TypeError',
    outside: 'got 404',
    other: 'TypeError',
    node: 'TypeError',
    nodeScheme: 'TypeError',
    evaluated: 'EvalError',
    script: 'TypeError',
    require: 'undefined',
    process: 'undefined',
    bridge: 'fileId pathForFile platform requestEnginePort shell versions',
    climbing: 'error',
    disk: 'error',
  });
  await expect
    .poll(() => shellLog(profile).filter((line) => line.event === 'page.complained').length)
    .toBeGreaterThanOrEqual(4);
});

test('no permission is granted, and none is asked of the user', async () => {
  const results = await app.page.evaluate(async () => {
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    const outcome = (what: Promise<unknown>): Promise<string> =>
      what.then(
        () => 'granted',
        (error: unknown) => (error as Error).name,
      );
    return {
      geolocation: await state('geolocation'),
      clipboard: await state('clipboard-read'),
      notifications: await Notification.requestPermission(),
      position: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code),
        ),
      ),
      reading: await outcome(navigator.clipboard.readText()),
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
    };
  });
  expect(results).toMatchObject({ geolocation: 'denied', clipboard: 'denied', notifications: 'denied', position: 1 });
  expect(results.reading).toBe('NotAllowedError');
  expect(results.camera).not.toBe('granted');
});

test('the shell refuses calls that it does not know or that are too big', async () => {
  const codes = await app.page.evaluate(async () => {
    const call = async (name: unknown, input: unknown): Promise<string> => {
      const answer = await window.filemill.shell.call(name as string, input);
      return answer.ok ? 'ok' : answer.error.code;
    };
    return [
      await call('no.such', {}),
      await call('constructor', {}),
      await call('__proto__', {}),
      await call({ toString: () => 'file.open' }, {}).catch(() => 'contract.invalid'),
      await call('file.open', { id: -1 }),
      await call('file.open', { id: '/etc/passwd' }),
      await call('file.open', { id: 999_999 }),
      await call('text.copy', { text: 'x'.repeat(30_000_000) }),
      await call('x'.repeat(5_000_000), {}),
      await call('appearance.set', { appearance: 'pink' }),
    ];
  });
  expect(codes).toEqual([
    'contract.invalid',
    'contract.invalid',
    'contract.invalid',
    'contract.invalid',
    'contract.invalid',
    'contract.invalid',
    'file.unknown',
    'contract.invalid',
    'contract.invalid',
    'contract.invalid',
  ]);
});

test('a frame of another origin is not answered', async () => {
  const answered = await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>inside</p>';
        frame.onload = () => resolve('filemill' in (frame.contentWindow as unknown as object));
        document.body.append(frame);
        setTimeout(() => resolve('no frame'), 1_000);
      }),
  );
  expect(answered).not.toBe(true);
  await app.page.evaluate(() => document.querySelectorAll('iframe').forEach((element) => element.remove()));
});

test('after all that the window works', async () => {
  // Not `click()`: Playwright would wait for the end of navigations that were refused above.
  await app.page.evaluate(() => document.querySelector<HTMLElement>('[data-testid=nav-files]')?.click());
  await expect(app.page.getByTestId('nav-files')).toHaveAttribute('aria-current', 'page');
  const answer = await app.page.evaluate(() => window.filemill.shell.call('engine.status', {}));
  expect(answer).toMatchObject({ ok: true, output: { state: 'running' } });
});
