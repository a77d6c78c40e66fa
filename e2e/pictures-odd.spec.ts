import { expect, test } from './fixtures';
import { oddPictures } from './odd-picture-files';
import { deliver } from './sample-files';
import { goTo, openFile, takePicture, waitUntilSettled, watchFolder } from './window';

test('pictures that are damaged, mislabelled, too large or unusual are named in the list and in their details; the rest goes on', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const folder = profile.folder('Odd');
  const pictures = await oddPictures();
  const { page } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, folder);
  for (const { name, bytes } of pictures) deliver(folder, { name, bytes });
  await goTo(page, 'overview');
  const settled = await waitUntilSettled(page, pictures.length, 120_000);
  expect(settled.attention).toBe(pictures.filter(({ state }) => state === 'attention').length);

  await goTo(page, 'files');
  await takePicture(page, 'odd-pictures-files');
  for (const { name, state, says } of pictures) {
    await test.step(name, async () => {
      await openFile(page, name);
      await expect(page.getByTestId('file-row').filter({ has: page.getByText(name, { exact: true }) })).toHaveAttribute('data-state', state);
      const detail = page.getByTestId('detail');
      await expect(detail).toContainText(says);
      await takePicture(page, `odd-picture-${name}`);
    });
  }
  await goTo(page, 'images');
  await takePicture(page, 'odd-pictures-images');
});
