import { tFiles } from '../../i18n/files.ts';
import { stepTextSize, textSize, textSizes } from './text-size.ts';

/** Two buttons: smaller and larger letters in messages. */
export function TextSizeChoice() {
  const at = textSizes.indexOf(textSize.value);
  const last = textSizes.length - 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a legend that is seen, and its own look
    <div class="text-size" role="group" aria-label={tFiles('size.label')}>
      <Step step={-1} label={tFiles('size.smaller')} blocked={at === 0} />
      <Step step={1} label={tFiles('size.larger')} blocked={at === last} />
    </div>
  );
}

function Step({ step, label, blocked }: { step: 1 | -1; label: string; blocked: boolean }) {
  return (
    <button
      type="button"
      class={`text-size-step text-size-${step === 1 ? 'larger' : 'smaller'}`}
      aria-label={label}
      aria-disabled={blocked}
      data-testid={step === 1 ? 'text-larger' : 'text-smaller'}
      onClick={() => stepTextSize(step)}
    />
  );
}
