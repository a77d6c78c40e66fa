import { ChevronRight, Eye, FolderOutput, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { RecipeId } from '../../../shared/model/folder';
import type { Recipe } from '../../../shared/model/recipe';
import { callEngine } from '../../engine-client/engine-client';
import { ErrorNote } from '../../parts/error-note';
import { Skeleton } from '../../parts/skeleton';
import { ruleSentence } from '../rules/words/rule-sentence';
import { t } from '../../../shared/words/words';
import styles from './recipe-choice.module.css';

interface Props {
  value: RecipeId;
  /** As its rules will call it. */
  folderName: string;
  /** What lies there already is judged by its rules, too. */
  alsoFiles: boolean;
  /** It is asked whether what is there is left alone. */
  canLeave?: boolean;
  onChange: (recipe: RecipeId) => void;
}

/** What the folder is for, in one choice; the rules that come with it are shown before they do. */
export function RecipeChoice({ value, folderName, alsoFiles, canLeave = true, onChange }: Props): ReactNode {
  const id = useId();
  const [recipes, setRecipes] = useState<readonly Recipe[] | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    callEngine('recipes.list', {}, { signal: abort.signal }).then(
      (answer) => setRecipes(answer.recipes),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setError(toErrorData(thrown));
      },
    );
    return () => abort.abort();
  }, []);
  return (
    <fieldset className={styles.choice} data-testid="recipes">
      <legend>{t('What it is for')}</legend>
      {error ? <ErrorNote error={error} /> : null}
      {recipes ? null : <Skeleton rows={3} />}
      {recipes?.map((recipe) => (
        <div key={recipe.id} className={styles.recipe} data-chosen={recipe.id === value}>
          <label className={styles.option}>
            <input
              type="radio"
              name="recipe"
              checked={recipe.id === value}
              aria-labelledby={`${id}-${recipe.id}`}
              aria-describedby={`${id}-${recipe.id}-sentence`}
              data-testid={`recipe-${recipe.id}`}
              onChange={() => onChange(recipe.id)}
            />
            <span>
              <span className={styles.title} id={`${id}-${recipe.id}`}>
                {recipe.title}
                <span className={styles.mark} data-moves={recipe.movesFiles}>
                  {recipe.movesFiles ? <FolderOutput aria-hidden /> : <Eye aria-hidden />}
                  {recipe.movesFiles ? t('Moves files') : t('Moves nothing')}
                </span>
              </span>
              <span className={styles.sentence} id={`${id}-${recipe.id}-sentence`}>
                {recipe.sentence}
              </span>
            </span>
          </label>
          {recipe.id === value && recipe.movesFiles && alsoFiles ? (
            <p className={styles.caution} role="status" data-testid="existing-filed">
              <TriangleAlert aria-hidden />
              {canLeave
                ? t('Files that are there already are moved, too, also those in subfolders. To leave them alone choose “Only files that arrive from now on” above.')
                : t('Files that are there already are moved, too, also those in subfolders. What is done can be taken back in the history.')}
            </p>
          ) : null}
          {recipe.id === value && recipe.written.length > 0 ? <Preview recipe={recipe} folderName={folderName} /> : null}
        </div>
      ))}
    </fieldset>
  );
}

function Preview({ recipe, folderName }: { recipe: Recipe; folderName: string }): ReactNode {
  return (
    <details className={styles.preview} open data-testid="recipe-rules">
      <summary>
        <ChevronRight aria-hidden />
        {t('{count, plural, one {# rule comes} other {# rules come}} with it, switched on', { count: recipe.written.length })}
      </summary>
      <ol>
        {recipe.written.map((rule) => (
          <li key={rule.name}>
            <strong>{rule.name}</strong>
            <span className={styles.sentence}>{ruleSentence({ ...rule, folders: [folderName] })}</span>
          </li>
        ))}
      </ol>
      <p className={styles.sentence}>{t('They stand under Rules, where each can be changed or switched off. What they do is in the history, and can be taken back there.')}</p>
    </details>
  );
}
