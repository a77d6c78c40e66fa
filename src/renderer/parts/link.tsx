import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { hrefOf, useRoute, type Route } from '../state/route-store';

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> {
  to: Partial<Route>;
  onFollow?: () => void;
  children: ReactNode;
}

/** Leads to a place in the window. */
export function Link({ to, onFollow, children, ...rest }: Props): ReactNode {
  const onClick = (event: MouseEvent): void => {
    event.preventDefault();
    useRoute.getState().go(to);
    onFollow?.();
  };
  return (
    <a {...rest} href={hrefOf(to)} onClick={onClick}>
      {children}
    </a>
  );
}
