import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellLog } from './app';
import { expect, test } from './fixtures';

const SHEET = `${'ab'.repeat(32)}.html`;
const OTHER = `${'cd'.repeat(32)}.html`;
const LINKS = ['away', 'next', 'opens', 'top', 'send'];

/** As no processor would write it: what is left to stop it are the frame, the header and the shell. */
const HOSTILE = `<!doctype html><title>sheet</title><style>p { color: rgb(1, 2, 3) }</style><p id="said">Dear reader</p>
  <script>document.getElementById('said').textContent = 'ran'; parent.postMessage('ran', '*')</script>
  <img src="x:" onerror="document.getElementById('said').textContent = 'ran'">
  <img id="own" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
  <img id="far" src="https://example.com/x.png"><link rel="stylesheet" href="app://filemill/index.css">
  <a id="away" href="https://example.com/">away</a> <a id="next" href="fm://artifact/${OTHER}">next</a>
  <a id="opens" href="https://example.com/" target="_blank">opens</a> <a id="top" href="https://example.com/" target="_top">top</a>
  <form action="https://example.com/"><button id="send">send</button></form>`;

for (const { named, sandbox } of [
  { named: 'in its sandbox', sandbox: '' },
  { named: 'also by the header alone', sandbox: null },
]) {
  test(`a document shown as HTML runs nothing, loads nothing and leads nowhere, ${named}`, async ({ profile, start }) => {
    const put = (name: string, html: string): void => {
      mkdirSync(join(profile.data, 'artifacts', name.slice(0, 2)), { recursive: true });
      writeFileSync(join(profile.data, 'artifacts', name.slice(0, 2), name), html);
    };
    put(SHEET, HOSTILE);
    put(OTHER, '<!doctype html><p>other</p>');
    const { page, electron } = await start();
    await expect(page.getByTestId('nav-overview')).toBeVisible();
    const address = page.url();
    const src = `fm://artifact/${SHEET}`;

    const show = (): Promise<{ load: string; script: string; reach: string }> =>
      page.evaluate(
        async ({ source, attribute }) => {
          document.querySelectorAll('iframe').forEach((element) => element.remove());
          const frame = document.createElement('iframe');
          if (attribute !== null) frame.setAttribute('sandbox', attribute);
          frame.src = source;
          const within = (ms: number, otherwise: string, what: (done: (outcome: string) => void) => void): Promise<string> =>
            new Promise((resolve) => {
              what(resolve);
              setTimeout(() => resolve(otherwise), ms);
            });
          const load = within(5_000, 'not loaded', (done) => (frame.onload = () => done('loaded')));
          const script = within(500, 'silence', (done) =>
            window.addEventListener('message', (event) => event.data === 'ran' && done('heard a script')),
          );
          frame.style.cssText = 'position: fixed; inset: 100px; width: 500px; height: 400px; z-index: 9; background: white';
          document.body.append(frame);
          return { load: await load, script: await script, reach: frame.contentDocument === null ? 'closed' : 'open' };
        },
        { source: src, attribute: sandbox },
      );

    expect(await show()).toEqual({ load: 'loaded', script: 'silence', reach: 'closed' });
    const sheet = page.frameLocator('iframe');
    await expect(sheet.locator('#said')).toHaveText('Dear reader');
    await expect(sheet.locator('#said')).toHaveCSS('color', 'rgb(1, 2, 3)');
    const widthOf = (name: string): Promise<number> => sheet.locator(name).evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect([await widthOf('#own'), await widthOf('#far')]).toEqual([1, 0]);

    for (const link of LINKS) {
      await show();
      await page.frameLocator('iframe').locator(`#${link}`).click({ noWaitAfter: true });
      await page.waitForTimeout(200);
      expect(page.url(), link).toBe(address);
      // Chromium shows an empty page where it blocks an address before the shell is asked.
      expect(page.frames().slice(1).map((frame) => frame.url()), link).toEqual([expect.stringMatching(`^(${src}|chrome-error://.*)$`)]);
      expect(electron.windows(), link).toHaveLength(1);
    }
    const refused = shellLog(profile).filter((line) => line.event === 'page.refused' && line['what'] === 'navigation');
    expect(refused.map((line) => line['address'])).toContain(`fm://artifact/${OTHER}`);
  });
}
