import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelFile } from './model-file';

describe('modelFile', () => {
  it('finds the models that were prepared, with their licences', () => {
    for (const name of ['haarcascade_frontalface_default.xml', 'tiny_face_detector_model.bin', 'tiny_face_detector_model-LICENSE.txt']) {
      expect(existsSync(modelFile(name))).toBe(true);
    }
  });

  it('says what is missing', () => {
    expect(() => modelFile('no-model.bin')).toThrow(expect.objectContaining({ code: 'environment.missing' }));
  });
});
