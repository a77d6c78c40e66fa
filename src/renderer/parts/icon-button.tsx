import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './icon-button.module.css';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'title' | 'children'> {
  icon: LucideIcon;
  /** What it does: read aloud and shown on hover. */
  label: string;
}

export function IconButton({ icon: Icon, label, className, ...rest }: Props): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].filter(Boolean).join(' ')}
      aria-label={label}
      title={label}
    >
      <Icon aria-hidden />
    </button>
  );
}
