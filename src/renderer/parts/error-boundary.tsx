import { Component, type ReactNode } from 'react';
import { toErrorData } from '../../shared/errors/filemill-error';
import { Button } from './button';
import { ErrorNote } from './error-note';
import { t } from '../../shared/words/words';
import styles from './error-boundary.module.css';

interface Props {
  /** A new one tries again: the other screens stay usable. */
  resetKey: string;
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { thrown: unknown }> {
  override state: { thrown: unknown } = { thrown: null };

  static getDerivedStateFromError(thrown: unknown): { thrown: unknown } {
    return { thrown };
  }

  override componentDidUpdate(previous: Props): void {
    if (previous.resetKey !== this.props.resetKey && this.state.thrown !== null) this.setState({ thrown: null });
  }

  override render(): ReactNode {
    if (this.state.thrown === null) return this.props.children;
    const error = toErrorData(this.state.thrown);
    return (
      <div className={styles.boundary}>
        <ErrorNote error={{ ...error, hint: t('The engine goes on with its work. Show the screen again, or go to another one.') }}>
          <Button onClick={() => this.setState({ thrown: null })}>{t('Show again')}</Button>
        </ErrorNote>
      </div>
    );
  }
}
