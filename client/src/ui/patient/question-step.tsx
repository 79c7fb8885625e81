/** One question before a conversation: asked alone on its screen, wrong in its place, kept at every letter. */

import { useSignal } from '@preact/signals';
import { answerLengths, type QuestionName } from '@sprechzimmer/protocol';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { BeforeView } from '../../guest/before-view.ts';
import { type AnswerFault, type Asked, type Draft, faultIn, shownConsent } from '../../guest/draft.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { language } from '../../i18n/language.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { PatientScreen } from './patient-screen.tsx';

export interface QuestionStepProps {
  readonly visit: GuestView;
  readonly question: QuestionName;
  readonly onNext: () => void;
  readonly onBack: () => void;
  /** Answered in the waiting room: the last one sends. */
  readonly sends?: boolean;
  readonly busy?: boolean;
  /** Above the buttons, for example that something has failed. */
  readonly notice?: ComponentChildren;
}

export function QuestionStep({ visit, question, onNext, onBack, sends, busy, notice }: QuestionStepProps) {
  const { before } = visit;
  const all = before.asked.value;
  const number = all.findIndex((each) => each.question === question) + 1;
  const asked: Asked = all[number - 1] ?? { question, required: false };
  const tried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const clinician = visit.clinicianName.value;
  const wrong = faultIn(asked, current(before));
  const fault = tried.value ? wrong : undefined;
  const next = () => {
    tried.value = wrong !== undefined;
    if (wrong === undefined) onNext();
    // To where it is mended, which for the second half of an answer is the text beside it.
    else
      form.current
        ?.querySelector<HTMLElement>(wrong === 'who' ? 'input[type=text]' : 'input, textarea')
        ?.focus();
  };
  return (
    <PatientScreen visit={visit} title={tBefore(`${question}.title`)} testId={`question-${question}`}>
      <form
        ref={form}
        class="flow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <p class="hint">
          {all.length > 1 && `${tBefore('step.progress', { number, count: all.length })}. `}
          {question !== 'consent' && tBefore('step.private', { clinician })}{' '}
          {!asked.required && tBefore('step.optional')}
        </p>
        <Answer question={question} visit={visit} fault={fault} />
        <div class="actions">
          {notice}
          <Button look="primary" type="submit" busy={busy === true} testId="question-next">
            {sends ? tBefore('step.send') : tBefore('step.next')}
          </Button>
          <Button look="quiet" icon="back" onClick={onBack} testId="question-back">
            {tShared('common.back')}
          </Button>
        </div>
      </form>
    </PatientScreen>
  );
}

interface AnswerProps {
  readonly visit: GuestView;
  readonly fault: AnswerFault | undefined;
}

function Answer({ question, ...props }: AnswerProps & { question: QuestionName }) {
  switch (question) {
    case 'company':
      return <Company {...props} />;
    case 'callback':
      return <Callback {...props} />;
    case 'place':
      return <Place {...props} />;
    case 'crisis':
      return <Crisis {...props} />;
    case 'consent':
      return <Consent {...props} />;
  }
}

function Company({ visit: { before, clinicianName, kind }, fault }: AnswerProps) {
  const { alone, who } = current(before);
  return (
    <>
      <fieldset
        class="choice choice-tall"
        aria-describedby={fault === 'missing' ? 'company-fault' : undefined}
      >
        <legend class="only-read">{tBefore('company.title')}</legend>
        {([true, false] as const).map((each) => (
          <label key={String(each)} class="choice-option">
            <input
              type="radio"
              name="company"
              checked={alone === each}
              data-testid={each ? 'company-alone' : 'company-not-alone'}
              onChange={() => before.change({ alone: each })}
            />
            <span>{each ? tBefore('company.alone') : tBefore('company.notAlone')}</span>
          </label>
        ))}
      </fieldset>
      <p class="hint">
        {tBefore('company.hint')}{' '}
        {kind.value !== 'chat' && tPatient('mirror.headphones', { clinician: clinicianName.value })}
      </p>
      {fault === 'missing' && (
        <p class="fault" id="company-fault" role="alert">
          {tBefore('company.missing')}
        </p>
      )}
      {alone === false && (
        <Field
          label={tBefore('company.who')}
          fault={fault === 'who' ? tBefore('company.whoMissing') : undefined}
        >
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              maxLength={answerLengths.who}
              value={who}
              data-testid="answer-who"
              onInput={(event) => before.change({ who: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function Callback({ visit: { before, clinicianName }, fault }: AnswerProps) {
  return (
    <Field
      label={tBefore('callback.label')}
      hint={tBefore('callback.hint', { clinician: clinicianName.value })}
      fault={fault ? tBefore('callback.missing') : undefined}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="tel"
          maxLength={answerLengths.callback}
          autocomplete="tel"
          enterkeyhint="next"
          value={current(before).callback}
          data-testid="answer-callback"
          onInput={(event) => before.change({ callback: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function Place({ visit: { before, clinicianName }, fault }: AnswerProps) {
  return (
    <Field
      label={tBefore('place.label')}
      hint={tBefore('place.hint', { clinician: clinicianName.value })}
      fault={fault ? tBefore('place.missing') : undefined}
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={2}
          maxLength={answerLengths.place}
          autocomplete="street-address"
          value={current(before).place}
          data-testid="answer-place"
          onInput={(event) => before.change({ place: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function Crisis({ visit: { before }, fault }: AnswerProps) {
  return (
    <Field
      label={tBefore('crisis.label')}
      hint={tBefore('crisis.hint')}
      fault={fault ? tBefore('crisis.missing') : undefined}
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={4}
          maxLength={answerLengths.crisis}
          value={current(before).crisis}
          data-testid="answer-crisis"
          onInput={(event) => before.change({ crisis: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

/** The whole text, on the page itself: nothing has to be opened to read what one agrees to. */
function Consent({ visit: { before }, fault }: AnswerProps) {
  const shown = shownConsent(before.consent.value, language.value);
  const { consent: agreed } = current(before);
  if (!shown) return null;
  const isThis = agreed?.version === shown.version && agreed.language === shown.language;
  return (
    <>
      <p class="hint">
        {tBefore('consent.version', { version: shown.version })}.
        {shown.language !== language.value &&
          ` ${shown.language === 'de' ? tBefore('consent.onlyDe') : tBefore('consent.onlyEn')}`}
      </p>
      <div class="consent-text" lang={shown.language} data-testid="consent-text">
        {shown.text}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={isThis}
          aria-describedby={fault ? 'consent-fault' : undefined}
          aria-invalid={fault !== undefined}
          data-testid="consent-agree"
          onChange={(event) => void before.agree(event.currentTarget.checked ? shown : undefined)}
        />
        <span>{tBefore('consent.agree')}</span>
      </label>
      <p class="hint">{tBefore('consent.hint')}</p>
      {fault && (
        <p class="fault" id="consent-fault" role="alert">
          {tBefore('consent.missing')}
        </p>
      )}
    </>
  );
}

/** A consent to a text that is not the one on the screen is none. */
function current({ draft, consent }: BeforeView): Draft {
  const { consent: agreed, ...rest } = draft.value;
  const shown = shownConsent(consent.value, language.value);
  const isThis = agreed && agreed.version === shown?.version && agreed.language === shown.language;
  return isThis ? { ...rest, consent: agreed } : rest;
}
