import { useSignal } from '@preact/signals';
import { Button } from './button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  readonly copy: string;
  readonly copied: string;
  readonly look?: 'primary' | 'plain';
  /** The browser refused the clipboard. */
  readonly onRefused?: () => void;
  readonly testId?: string;
}

/** Says when the text is on the clipboard, for the eye and for a screen reader. */
export function CopyButton({
  text,
  copy,
  copied,
  look = 'plain',
  onRefused,
  testId = 'copy',
}: CopyButtonProps) {
  const done = useSignal(false);
  const press = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        done.value = true;
      },
      () => onRefused?.(),
    );
  };
  return (
    <>
      <Button look={look} icon={done.value ? 'check' : 'copy'} onClick={press} testId={testId}>
        {done.value ? copied : copy}
      </Button>
      <span class="only-read" role="status">
        {done.value && copied}
      </span>
    </>
  );
}
