import { Icon, type IconName } from './icon.tsx';

export interface ReachRowProps {
  readonly icon: Extract<IconName, 'phone' | 'mail'>;
  /** As `reach.ts` makes it. */
  readonly href: string;
  /** What a press does, or whom it reaches. */
  readonly what: string;
  /** The number or the address. */
  readonly value: string;
}

/** One way to reach somebody: what it is above, the number or the address below it, and the whole row is pressed. */
export function ReachRow({ icon, href, what, value }: ReachRowProps) {
  return (
    <a class="button button-plain reach" href={href}>
      <Icon name={icon} />
      <span class="reach-words">
        <span class="reach-what">{what}</span> <span class={`reach-value reach-${icon}`}>{value}</span>
      </span>
    </a>
  );
}
