/**
 * Everything the appservice ever writes into its log: an event of this list and a few fields that cannot name
 * anybody. Whoever wants to log something new adds a line here, with the sentence an admin reads about it.
 */
export const logEvents = {
  started: 'The appservice is up.',
  stopping: 'The appservice was asked to stop.',
  stopped: 'The appservice has stopped.',
  crashed: 'A fault nobody had foreseen ended the appservice. Please report it with error and code.',
  'request-answered': 'A request of the public API was answered (level debug).',
  'request-refused':
    'A request was refused for a reason its sender may know: the code says which (level debug).',
  'request-failed':
    'A request failed by a fault of ours; the request id also stands on the screen of the person.',
  'answer-off-schema': 'An answer did not fit its own schema and was not sent. Please report it.',
  'transaction-refused': 'Something that is not the homeserver spoke to the transaction port.',
  'transaction-failed': 'Events of the homeserver could not be taken in; it will send them again.',
  'catch-up-failed': 'Memberships could not be looked up; the next round tries again.',
  'homeserver-unreachable': 'The homeserver did not answer.',
  'round-failed': 'A round of timers and unfinished work failed; the next one tries again.',
  'intention-failed':
    'A step of a visit failed and will be tried again. `NOT_OURS` for `confine-guest`: the browser has not made its account yet.',
  'orphan-room': 'Rooms that belong to no visit were disposed of: `count`.',
} as const;

export type LogEvent = keyof typeof logEvents;
