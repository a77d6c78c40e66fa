import { SearchX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { EmptyState } from '../../parts/empty-state';
import { FindField } from '../../parts/find-field';
import { Link } from '../../parts/link';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { SettingRow } from '../../parts/setting-row';
import { Skeleton } from '../../parts/skeleton';
import { SETTINGS_PAGES, useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { findSettings } from './find-settings';
import { PAGE_WORDS, SETTINGS, type Setting } from './pages';
import { t } from '../../../shared/words/words';
import styles from './settings-screen.module.css';

/** Pages of settings; what is typed above finds them on all pages. */
export function SettingsScreen(): ReactNode {
  const settings = useSettings((state) => state.settings);
  const page = useRoute((state) => state.route.page);
  const [text, setText] = useState('');
  const isFinding = text.trim() !== '';
  const shown = isFinding ? findSettings(SETTINGS, PAGE_WORDS, text) : SETTINGS.filter((setting) => setting.page === page);
  const pages = SETTINGS_PAGES.filter((one) => shown.some((setting) => setting.page === one));
  return (
    <>
      <PageHead
        title={t('Settings')}
        sentence={t('Changes take effect at once.')}
        actions={<FindField label={t('Find a setting')} value={text} onChange={setText} testId="settings-find" />}
      />
      <div className={styles.body}>
        <nav className={styles.pages} aria-label={t('Pages of settings')}>
          {SETTINGS_PAGES.map((one) => (
            <Link
              key={one}
              to={{ section: 'settings', page: one }}
              aria-current={!isFinding && one === page ? 'page' : undefined}
              data-testid={`settings-${one}`}
              onFollow={() => setText('')}
            >
              {PAGE_WORDS[one]}
            </Link>
          ))}
        </nav>
        <div className={styles.shown} data-region tabIndex={-1}>
          {settings === null ? (
            <Panel className={styles.panel}>
              <Skeleton rows={5} />
            </Panel>
          ) : pages.length === 0 ? (
            <EmptyState icon={SearchX} title={t('No setting matches')} text={t('None holds “{text}”.', { text: text.trim() })} />
          ) : (
            pages.map((one) => (
              <Panel key={one} title={PAGE_WORDS[one]} className={styles.panel}>
                <div className={styles.rows}>
                  {shown
                    .filter((setting) => setting.page === one)
                    .map((setting) => (
                      <Row key={setting.id} setting={setting} settings={settings} />
                    ))}
                </div>
              </Panel>
            ))
          )}
        </div>
      </div>
    </>
  );
}

function Row({ setting, settings }: { setting: Setting; settings: GeneralSettings }): ReactNode {
  const { label, hint, control: Control, isWide } = setting;
  return (
    <SettingRow label={label} hint={hint} isWide={isWide ?? false}>
      <Control settings={settings} />
    </SettingRow>
  );
}
