import { expect, it } from 'vitest';
import { createCommand } from './create-command';
import { FIRST_CHOICE, nameProblem, targetOf, usableRecipe, USUAL_RECIPE } from './create-choice';

it('puts the archive where the engine proposes, until something else is chosen', () => {
  expect(targetOf(FIRST_CHOICE, '/home/ada/Photos')).toBe('/home/ada/Photos.zip');
  expect(targetOf({ ...FIRST_CHOICE, folder: '/mnt/out/', name: 'trip.zip', recipe: { ...USUAL_RECIPE, format: 'tar.gz' } }, '/home/ada/Photos')).toBe('/mnt/out/trip.tar.gz');
  expect(targetOf({ ...FIRST_CHOICE, name: 'Trip.ZIP' }, 'C:\\Users\\Ada\\Photos')).toBe('C:\\Users\\Ada\\Trip.ZIP');
  expect(targetOf(FIRST_CHOICE, '/Photos')).toBe('/Photos.zip');
});

it('says why a name will not do', () => {
  expect(nameProblem('Photos 2026')).toBeNull();
  expect(nameProblem(' ')).toContain('needed');
  expect(nameProblem('a/b')).toContain('slashes');
  expect(nameProblem('a?b')).toContain('Some systems');
});

it('leaves out a password that the format can’t have', () => {
  expect(usableRecipe({ ...USUAL_RECIPE, format: 'tar.xz', password: 'secret' }).password).toBeNull();
  expect(usableRecipe({ ...USUAL_RECIPE, format: '7z', password: 'secret' }).password).toBe('secret');
});

it('never writes the password into a command', () => {
  const choice = { ...FIRST_CHOICE, recipe: { ...USUAL_RECIPE, format: '7z', level: 9, password: 'secret', preservePaths: false, metadata: true, isReproducible: true }, conflict: 'replace' } as const;
  expect(createCommand(['/a b', '/c'], '/x.7z', choice, 'linux')).toBe("filemill archive create /x.7z '/a b' /c --format 7z --level 9 --flat --metadata --reproducible --conflict replace");
});
