/** Today from top to bottom, then the days after: what is planned, who is there, who has not come. */

import { useSignal } from '@preact/signals';
import type { DayState } from '../../desk/appointments.ts';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatDay, formatSpan, formatTime } from '../../i18n/format.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Confirm } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { type DayRow, dayRows } from './day-rows.ts';
import { failureText } from './fault-text.ts';
import { LinkAgain } from './link-again.tsx';
import { LostLinks } from './lost-links.tsx';
import { guestCall, whoIs } from './patient-names.ts';

interface DayListProps {
  readonly desk: DeskView;
  readonly nowMs: number;
}

export function DayList({ desk, nowMs }: DayListProps) {
  const due = desk.due.value
    .filter(({ invitation }) => invitation.state === 'invited')
    .toSorted((one, other) => one.invitation.notBefore - other.invitation.notBefore);
  const [lost, alive] = [due.filter((each) => each.lost), due.filter((each) => !each.lost)];
  const { today, past, next } = dayRows({
    appointments: desk.day.appointments.value,
    due: alive,
    patients: desk.patients.value,
    nowMs,
  });
  return (
    <section class="desk-due" aria-labelledby="today-heading" data-testid="day">
      <h2 id="today-heading" tabIndex={-1}>
        {tDay('today.title')}
      </h2>
      <LostLinks desk={desk} lost={lost} nowMs={nowMs} />
      {today.length === 0 && <p class="empty">{tDay(past.length === 0 ? 'today.none' : 'today.noMore')}</p>}
      <Rows desk={desk} rows={today} />
      {past.length > 0 && (
        <section class="desk-day" aria-labelledby="past-heading" data-testid="day-past">
          <h3 id="past-heading">{tDay('today.past')}</h3>
          <Rows desk={desk} rows={past} />
        </section>
      )}
      {next.length > 0 && <h2>{tDay('next.title')}</h2>}
      {next.map(({ dayMs, rows }) => (
        <section key={new Date(dayMs).toDateString()} class="desk-day">
          <h3>{formatDay(dayMs, nowMs)}</h3>
          <Rows desk={desk} rows={rows} />
        </section>
      ))}
    </section>
  );
}

function Rows({ desk, rows }: { desk: DeskView; rows: readonly DayRow[] }) {
  return (
    <ul class="cards">
      {rows.map((row) => (
        <Row key={row.id} desk={desk} row={row} />
      ))}
    </ul>
  );
}

function Row({ desk, row }: { desk: DeskView; row: DayRow }) {
  const { state, due, appointment } = row;
  const who = whoComes(row);
  const time = formatTime(row.startsAtMs);
  const isOpen = state === 'due' || state === 'late';
  return (
    <li
      class={`card card-small day-${state}`}
      data-testid={isOpen && due ? 'due' : 'day-row'}
      data-state={state}
      data-invitation={row.id}
    >
      <div class="card-head">
        <h3 tabIndex={-1}>{tDay('today.at', { time, who })}</h3>
        <p class={`day-state day-state-${state}`}>{stateText(state)}</p>
      </div>
      {isOpen && (
        <>
          <p class="card-meta">
            {windowText(row)}
            {appointment?.link === 'opened' && ` · ${tDay('late.opened')}`}
          </p>
          {state === 'late' && (
            <Notice icon="phone" live="polite" testId="late">
              {tDay('late.hint', { time })}
            </Notice>
          )}
          <OpenActions desk={desk} row={row} who={who} />
        </>
      )}
    </li>
  );
}

function OpenActions({ desk, row, who }: { desk: DeskView; row: DayRow; who: string }) {
  const cancelling = useSignal(false);
  const task = useTask();
  const cancel = async () => {
    await desk.cancel(row.id);
    cancelling.value = false;
  };
  return (
    <>
      <div class="button-row">
        <LinkAgain desk={desk} id={row.id} who={who} />
        {row.due && (
          <Button
            look="quiet"
            label={tDesk('due.cancelName', { who })}
            testId="cancel-invitation"
            onClick={() => {
              cancelling.value = true;
            }}
          >
            {tDesk('due.cancel')}
          </Button>
        )}
      </div>
      {cancelling.value && (
        <Confirm
          title={tDesk('due.cancelTitle', { who })}
          confirm={tDesk('due.cancelConfirm')}
          stay={tShared('common.back')}
          busy={task.busy}
          onConfirm={() => task.run(cancel)}
          onStay={() => {
            cancelling.value = false;
          }}
        >
          <p>{tDesk('due.cancelText')}</p>
          {task.failure !== undefined && (
            <Notice tone="warning" live="alert">
              {failureText(task.failure)}
            </Notice>
          )}
        </Confirm>
      )}
    </>
  );
}

/** Whoever is there is called as on their card. */
function whoComes({ label, due, patient }: DayRow): string {
  if (patient) return whoIs(patient);
  const guestName = due?.invitation.guestName;
  return label.trim() || (guestName ? guestCall(guestName) : tDesk('patient.unnamed'));
}

function windowText({ due, startsAtMs, appointment }: DayRow): string {
  const [from, to] = due
    ? [due.invitation.notBefore * 1000, due.invitation.notAfter * 1000]
    : [startsAtMs, (appointment?.notAfter ?? 0) * 1000];
  return tDay('row.window', { span: formatSpan(from, to) });
}

function stateText(state: DayState): string {
  switch (state) {
    case 'due':
      return tDay('state.due');
    case 'late':
      return tDay('state.late');
    case 'waiting':
      return tDay('state.waiting');
    case 'left':
      return tDay('state.left');
    case 'talking':
      return tDay('state.talking');
    case 'over':
      return tDay('state.over');
    case 'not-come':
      return tDay('state.notCome');
  }
}
