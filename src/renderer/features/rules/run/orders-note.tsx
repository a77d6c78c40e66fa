import type { ReactNode } from 'react';
import type { RuleOrder } from '../../../../shared/model/rule-order';
import { callEngine } from '../../../engine-client/engine-client';
import { Button } from '../../../parts/button';
import { Notice } from '../../../parts/notice';
import { useLayout } from '../../../state/layout-store';
import { attempt } from '../../../state/toast-store';
import { isOver, progressOf, resultOf, rulesIn } from './order-words';
import { takeBack } from './run-dialog';
import { useOrders } from './use-orders';
import { t } from '../../../../shared/words/words';

const SEEN_ID = 'rules-order-seen';

/** The last run over files that were there: how far it is, or what came of it until that was read. */
export function OrdersNote(): ReactNode {
  const { orders } = useOrders();
  const seen = useLayout((state) => state.choices[SEEN_ID]);
  const order = orders?.find((one) => !isOver(one)) ?? orders?.[0];
  return order && !(isOver(order) && Number(seen ?? 0) >= order.id) ? <Told order={order} /> : null;
}

function Told({ order }: { order: RuleOrder }): ReactNode {
  const { id, effects } = order;
  const rules = rulesIn(order);
  if (!isOver(order)) {
    return (
      <Notice text={t('{count, plural, one {{rules} is} other {{rules} are}} at work on files that are there: {progress}', { count: order.rules.length, rules, progress: progressOf(order).sentence })} testId="order-note">
        <Button data-testid="order-cancel" onClick={() => void attempt(() => callEngine('rules.cancelOrder', { id }))}>
          {t('Call off')}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice text={t('{rules} over the files that were there: {result}', { rules, result: resultOf(order) })} testId="order-note">
      {effects > 0 ? (
        <Button data-testid="order-undo" title={t('Take back {effects, plural, one {# change} other {# changes}}', { effects })} onClick={() => takeBack(id, rules)}>
          {t('Take it back…')}
        </Button>
      ) : null}
      <Button data-testid="order-seen" onClick={() => useLayout.getState().choose(SEEN_ID, String(id))}>
        {t('Dismiss')}
      </Button>
    </Notice>
  );
}
