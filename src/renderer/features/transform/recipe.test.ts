import { describe, expect, it } from 'vitest';
import { transformRecipeSchema } from '../../../shared/model/transform';
import { doesNothing, isChanged, isPreset, PRESETS, recipeOf, resetOf, sizeAfter, UNCHANGED, visibleKey } from './recipe';

describe('controls', () => {
  const changed = { ...UNCHANGED, brightness: 1.3, format: 'webp', quality: 60 } as const;

  it('know what was changed, and take it back one by one', () => {
    expect([isChanged(changed, 'brightness'), isChanged(changed, 'format'), isChanged(changed, 'resize')]).toEqual([true, true, false]);
    const reset = resetOf(changed, 'format');
    expect(reset).toMatchObject({ brightness: 1.3, format: 'same', quality: 90 });
    expect([doesNothing(UNCHANGED), doesNothing(reset), doesNothing(resetOf(reset, 'brightness'))]).toEqual([true, false, true]);
  });

  it('ask for another preview only where it would look different', () => {
    expect(visibleKey(changed)).toBe(visibleKey({ ...changed, quality: 10, metadata: 'strip', format: 'png', compression: 0 }));
    expect(visibleKey(changed)).not.toBe(visibleKey({ ...changed, sharpen: true }));
  });
});

it('has presets that the engine takes, each known again', () => {
  for (const preset of PRESETS) {
    expect(transformRecipeSchema.parse(preset.recipe)).toEqual(recipeOf(preset));
    expect(PRESETS.filter((other) => isPreset(recipeOf(preset), other))).toEqual([preset]);
  }
});

describe('sizeAfter', () => {
  const by = (pixels: number, enlarge = false) => ({ resize: { by: 'largestSide', pixels, enlarge } as const });

  it('keeps the shape, the shorter side cut to whole pixels', () => {
    expect(sizeAfter({ width: 4032, height: 3024 }, by(1600))).toEqual({ width: 1600, height: 1200 });
    expect(sizeAfter({ width: 1000, height: 667 }, by(400))).toEqual({ width: 400, height: 266 });
    expect(sizeAfter({ width: 667, height: 1000 }, by(400))).toEqual({ width: 266, height: 400 });
    expect(sizeAfter({ width: 5000, height: 1 }, by(100))).toEqual({ width: 100, height: 1 });
  });

  it('enlarges only when told', () => {
    expect(sizeAfter({ width: 300, height: 200 }, by(1600))).toEqual({ width: 300, height: 200 });
    expect(sizeAfter({ width: 300, height: 200 }, by(600, true))).toEqual({ width: 600, height: 400 });
  });

  it('takes a size as it is given', () => {
    expect(sizeAfter({ width: 300, height: 200 }, { resize: { by: 'size', width: 50, height: 60 } })).toEqual({ width: 50, height: 60 });
    expect(sizeAfter({ width: 300, height: 200 }, UNCHANGED)).toEqual({ width: 300, height: 200 });
  });
});
