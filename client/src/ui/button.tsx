import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: (() => void) | undefined;
  /** `primary`: the one thing to do on this screen. `quiet`: looks like a link. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  /** Stays focusable and says so to screen readers; a click does nothing. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Fuller name where the visible text alone is ambiguous; must contain it. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly testId?: string;
}

export function Button({ look = 'plain', type = 'button', ...props }: ButtonProps) {
  const blocked = props.busy === true || props.disabled === true;
  const press = (event: Event) => {
    if (blocked) event.preventDefault();
    else props.onClick?.();
  };
  return (
    <button
      type={type}
      class={`button button-${look}`}
      aria-disabled={blocked}
      aria-busy={props.busy === true}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      data-testid={props.testId}
      onClick={press}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </button>
  );
}
