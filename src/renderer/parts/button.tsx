import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  icon?: LucideIcon;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'plain', icon: Icon, children, className, ...rest }: Props): ReactNode {
  return (
    <button type="button" {...rest} className={[styles.button, styles[kind], className].filter(Boolean).join(' ')}>
      {Icon ? <Icon aria-hidden /> : null}
      {children}
    </button>
  );
}
