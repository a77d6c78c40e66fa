import { Plus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Language } from '../../../shared/model/language';
import type { GeneralSettings } from '../../../shared/model/settings';
import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { languageName } from '../../format/language-name';
import { midSentence } from '../../format/mid-sentence';
import { formatSize } from '../../format/size';
import { formatShortDay } from '../../format/time';
import { Button } from '../../parts/button';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { ErrorNote } from '../../parts/error-note';
import { IconButton } from '../../parts/icon-button';
import { Skeleton } from '../../parts/skeleton';
import { copyText } from '../../state/copy-text';
import { useSnapshot } from '../../state/engine-store';
import { useSettings } from '../../state/settings-store';
import { attempt, tell } from '../../state/toast-store';
import { useNow } from '../../state/use-now';
import { useLanguages } from '../languages/use-languages';
import { changeSettings } from './change-settings';
import { SettingsTable } from './settings-table';
import { t } from '../../../shared/words/words';
import styles from './settings-table.module.css';

const HASH_SHOWN = 10;
const MINUTE_MS = 60_000;

/** The trained data that is there; more of it comes from files. */
export function InstalledLanguages({ settings: { ocr } }: { settings: GeneralSettings }): ReactNode {
  const { list, error, read } = useLanguages();
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const [isAdding, setAdding] = useState(false);
  const [toRemove, setToRemove] = useState<Language | null>(null);
  const used = new Set([...ocr.languages, ...folders.flatMap(({ settings }) => settings.ocr.languages ?? [])]);

  const add = async (): Promise<void> => {
    setAdding(true);
    await attempt(addFromFile);
    setAdding(false);
    read();
  };
  const remove = async ({ code }: Language): Promise<void> => {
    setToRemove(null);
    if (await attempt(() => callEngine('languages.remove', { code }))) tell(t('{name} removed', { name: languageName(code) }));
    read();
  };

  return (
    <div className={styles.block}>
      {error ? <ErrorNote error={error} /> : null}
      {list === null ? (
        error ? null : <Skeleton rows={2} />
      ) : (
        <SettingsTable heads={[t('Language'), t('From@@origin'), t('Size'), t('Hash')]} testId="installed-languages">
          {list.languages.map((language) => (
            <Row key={language.code} language={language} isUsed={used.has(language.code)} onRemove={() => setToRemove(language)} />
          ))}
        </SettingsTable>
      )}
      <div>
        <Button icon={Plus} disabled={isAdding} data-testid="add-language" onClick={() => void add()}>
          {isAdding ? t('Adding…') : t('Add from a file…')}
        </Button>
      </div>
      {toRemove ? (
        <ConfirmDialog
          title={t('Remove {name}?', { name: languageName(toRemove.code) })}
          confirm={t('Remove')}
          onConfirm={() => void remove(toRemove)}
          onClose={() => setToRemove(null)}
        >
          <p>{t('Its trained data is deleted. What was read with it stays. To have it back, add the file again.')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function Row({ language, isUsed, onRemove }: { language: Language; isUsed: boolean; onRemove: () => void }): ReactNode {
  const { code, origin, bytes, sha256, addedAt, isKnown } = language;
  const now = useNow(MINUTE_MS);
  const name = languageName(code);
  return (
    <tr>
      <th scope="row">
        {name} {name === code ? null : <code>{code}</code>}
      </th>
      <td>
        {origin === 'shipped' || addedAt === null ? t('Ships with Filemill') : t('Added {day}', { day: midSentence(formatShortDay(addedAt, now)) })}
      </td>
      <td className={styles.number}>{formatSize(bytes)}</td>
      <td title={`SHA-256 ${sha256}`}>
        <button type="button" className={styles.hash} aria-label={t('Copy the hash of {name}', { name })} onClick={() => copyText(sha256, t('Hash'))}>
          <span translate="no">{sha256.slice(0, HASH_SHOWN)}…</span>
        </button>
        <span className={styles.dim}>{isKnown ? t('Checked') : t('Not known to Filemill')}</span>
      </td>
      <td>
        {origin === 'added' ? (
          <IconButton
            icon={Trash2}
            label={isUsed ? t('{name} is in use: take it out of the languages first', { name }) : t('Remove {name}', { name })}
            disabled={isUsed}
            onClick={onRemove}
          />
        ) : null}
      </td>
    </tr>
  );
}

async function addFromFile(): Promise<void> {
  const { path } = await callShell('language.pick', {});
  if (path === null) return;
  const { added } = await callEngine('languages.add', { path });
  const codes = added.map(({ code }) => code);
  tell(t('{names} added', { names: codes.map(languageName).join(', ') }), { label: t('Use it'), run: () => startUsing(codes) });
}

function startUsing(codes: readonly string[]): void {
  const ocr = useSettings.getState().settings?.ocr;
  if (ocr) changeSettings({ ocr: { ...ocr, languages: [...new Set([...ocr.languages, ...codes])].slice(0, 10) } }, t('Languages'));
}
