import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export interface NoticeProps {
  readonly children: ComponentChildren;
  readonly tone?: 'info' | 'good' | 'warning' | 'alarm';
  readonly icon?: IconName;
  /** `polite`: read out when the screen reader is done. `alert`: at once, for what stops somebody. */
  readonly live?: 'polite' | 'alert' | undefined;
  readonly testId?: string;
}

/** A sentence set apart from the rest. Its meaning never hangs on colour alone. */
export function Notice({ children, tone = 'info', icon, live, testId }: NoticeProps) {
  const role = live === 'alert' ? 'alert' : live === 'polite' ? 'status' : undefined;
  return (
    <div class={`notice notice-${tone}`} role={role} data-testid={testId}>
      {icon && <Icon name={icon} />}
      <div>{children}</div>
    </div>
  );
}
