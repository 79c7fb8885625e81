/** What a patient has answered before the conversation: on their card, and beside the conversation in an emergency. */

import { useSignal } from '@preact/signals';
import type { QuestionName } from '@sprechzimmer/protocol';
import type { PatientBefore } from '../../desk/before-admission.ts';
import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { formatMoment, formatTime } from '../../i18n/format.ts';
import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { PrintCard } from '../print-card.tsx';
import { telephone } from '../reach.ts';
import { useTask } from '../use-task.ts';
import { failureText } from './fault-text.ts';

export interface PatientAnswersProps {
  readonly desk: DeskView;
  readonly patient: DeskPatient;
  readonly who: string;
}

/** On the card: what was answered, what is missing, and asking once more. */
export function PatientAnswers({ desk, patient, who }: PatientAnswersProps) {
  const { before } = patient;
  const reading = useSignal(false);
  if (!before) return null;
  return (
    <div class="flow answers-box" data-testid="patient-answers" data-missing={before.missing.join(' ')}>
      <AnswerList before={before} />
      <Lacking desk={desk} patient={patient} before={before} />
      {before.given.consent && (
        <Button
          look="quiet"
          label={tBefore('desk.recordsWho', { who })}
          testId="answers-open"
          onClick={() => {
            reading.value = true;
          }}
        >
          {tBefore('desk.records')}
        </Button>
      )}
      {reading.value && (
        <AnswersDialog
          before={before}
          who={who}
          onClose={() => {
            reading.value = false;
          }}
        />
      )}
    </div>
  );
}

/** Beside the conversation: the number to call and where to send help, one press away. */
export function AnswersButton({ patient, who }: Omit<PatientAnswersProps, 'desk'>) {
  const reading = useSignal(false);
  const { before } = patient;
  if (!before) return null;
  return (
    <>
      <button
        type="button"
        class="shield"
        data-testid="answers-open"
        onClick={() => {
          reading.value = true;
        }}
      >
        <Icon name="phone" />
        <span>{tBefore('desk.show')}</span>
      </button>
      {reading.value && (
        <AnswersDialog
          before={before}
          who={who}
          onClose={() => {
            reading.value = false;
          }}
        />
      )}
    </>
  );
}

/** They have gone in a hurry: what the clinician must not do now, in the first place. */
export function LeftQuickly({ patient, who }: Omit<PatientAnswersProps, 'desk'>) {
  if (patient.leftQuicklyAtMs === undefined) return null;
  return (
    <Notice tone="alarm" icon="alert" live="polite" testId="left-quickly">
      <p>
        <strong>{tBefore('desk.left', { who, time: formatTime(patient.leftQuicklyAtMs) })}</strong>{' '}
        {tBefore('desk.leftHint', { who })}
      </p>
    </Notice>
  );
}

function Lacking({ desk, patient, before }: Omit<PatientAnswersProps, 'who'> & { before: PatientBefore }) {
  const task = useTask();
  const asked = useSignal(false);
  if (before.missing.length === 0 && !before.otherConsent) return null;
  const what = before.missing.map(nameOf).join(', ');
  return (
    <Notice tone="warning" icon="alert" live="polite" testId="answers-missing">
      {what !== '' && (
        <p>
          <strong>{tBefore('desk.missing', { what })}.</strong> {tBefore('desk.missingHint')}
        </p>
      )}
      {before.otherConsent && <p>{otherText(before)}</p>}
      <Button
        busy={task.busy}
        testId="ask-again"
        onClick={() =>
          task.run(async () => {
            await desk.askAgain(patient.visit.visitId);
            asked.value = true;
          })
        }
      >
        {tBefore('desk.ask')}
      </Button>
      {asked.value && <p role="status">{tBefore('desk.askedAgain')}</p>}
      {task.failure !== undefined && <p role="alert">{failureText(task.failure)}</p>}
    </Notice>
  );
}

function AnswerList({ before }: { before: PatientBefore }) {
  return (
    <dl class="answers">
      {before.asked.map((question) => (
        <Answered key={question} question={question} before={before} />
      ))}
    </dl>
  );
}

function Answered({ question, before }: { question: QuestionName; before: PatientBefore }) {
  const { callback } = before.given;
  const text = answerText(question, before);
  return (
    <>
      <dt>{nameOf(question)}</dt>
      <dd data-testid={`answered-${question}`}>
        {question === 'callback' && callback !== undefined ? (
          <a href={telephone(callback)}>{callback}</a>
        ) : (
          (text ?? <span class="hint">{tBefore('desk.none')}</span>)
        )}
      </dd>
    </>
  );
}

/** Everything at once, with the wording of the consent, to copy or to print for the records. */
function AnswersDialog({
  before,
  who,
  onClose,
}: {
  before: PatientBefore;
  who: string;
  onClose: () => void;
}) {
  const title = tBefore('desk.titleWho', { who });
  const { consented } = before;
  const fingerprint = before.given.consent?.hash;
  return (
    <Dialog title={title} onClose={onClose} closable testId="answers-dialog">
      <div class="flow">
        <AnswerList before={before} />
        {consented && (
          <details>
            <summary>{tBefore('desk.consentText')}</summary>
            <div class="consent-text" lang={consented.language}>
              {consented.text}
            </div>
          </details>
        )}
        {before.otherConsent && (
          <Notice tone="alarm" icon="alert">
            {otherText(before)}
          </Notice>
        )}
        <p class="hint">{tBefore('desk.keep')}</p>
        <div class="button-row">
          <CopyButton
            text={recordText(title, before)}
            copy={tBefore('desk.copy')}
            copied={tBefore('desk.copied')}
            testId="answers-copy"
          />
          <Button icon="print" onClick={() => window.print()}>
            {tBefore('desk.print')}
          </Button>
        </div>
      </div>
      <PrintCard>
        <h2>{title}</h2>
        <AnswerList before={before} />
        {consented && (
          <>
            <h3>{tBefore('desk.consentText')}</h3>
            <div lang={consented.language}>{consented.text}</div>
          </>
        )}
        {fingerprint && <p class="technical">{tBefore('desk.fingerprint', { hash: fingerprint })}</p>}
      </PrintCard>
    </Dialog>
  );
}

function otherText({ twoTexts }: PatientBefore): string {
  return tBefore(twoTexts ? 'desk.twoTexts' : 'desk.otherConsent');
}

function nameOf(question: QuestionName): string {
  return tBefore(`desk.${question}`);
}

/** Undefined where nothing was answered, or nothing that counts. */
function answerText(question: QuestionName, { given, consented }: PatientBefore): string | undefined {
  switch (question) {
    case 'company':
      return given.company?.alone ? tBefore('desk.alone') : given.company?.who;
    case 'consent': {
      if (!given.consent || !consented) return undefined;
      const { version, at } = given.consent;
      return tBefore('desk.consentGiven', { version, moment: formatMoment(at) });
    }
    default:
      return given[question];
  }
}

/** For the records. */
function recordText(title: string, before: PatientBefore): string {
  const { given, consented } = before;
  const lines = before.asked.map((question) => {
    const text = answerText(question, before);
    return `${nameOf(question)}: ${text ?? tBefore('desk.none')}`;
  });
  const consent =
    given.consent && consented
      ? [tBefore('desk.fingerprint', { hash: given.consent.hash }), '', consented.text]
      : [];
  return [title, '', ...lines, ...consent].join('\n');
}
