import { useState, type ReactNode } from 'react';
import { transformRecipeSchema } from '../../../../shared/model/transform';
import { RecipeControls } from '../../transform/recipe-controls';
import { PRESETS, UNCHANGED, doesNothing, isPreset, recipeOf } from '../../transform/recipe';
import { t } from '../../../../shared/words/words';
import styles from './action.module.css';

/** The first size that is offered: there is no picture to go by. */
const ANY_SIZE = { width: 1600, height: 1200 };

/** What is done to a picture, as in the dialog that does it by hand. */
export function RecipeField({ recipe: written, onChange }: { recipe: unknown; onChange: (recipe: unknown) => void }): ReactNode {
  const parsed = transformRecipeSchema.safeParse(written);
  const recipe = parsed.success ? parsed.data : UNCHANGED;
  const [isOpenAtFirst] = useState(() => doesNothing(recipe));
  return (
    <div className={styles.recipe}>
      <div className={styles.presets} role="group" aria-label={t('Ready-made changes')}>
        {PRESETS.map((preset) => (
          <button key={preset.id} type="button" aria-pressed={isPreset(recipe, preset)} onClick={() => onChange(recipeOf(preset))}>
            {preset.label}
          </button>
        ))}
      </div>
      <details open={isOpenAtFirst}>
        <summary>{t('All that can be changed')}</summary>
        <RecipeControls recipe={recipe} original={ANY_SIZE} formats={null} onChange={onChange} />
      </details>
    </div>
  );
}
