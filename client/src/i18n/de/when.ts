/** German texts about when an appointment begins. */
export const whenDe = {
  appointment: 'Ihr Termin: {day} um {time}.',
  open: 'Das Wartezimmer ist offen, von {span}.',
} as const;
