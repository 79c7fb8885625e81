/** German texts for comparing pictures, where a link cannot be checked. */
export const compareDe = {
  same: 'Sie sind gleich',
  differ: 'Sie sind verschieden',
  notNow: 'Nicht jetzt',
  begin: 'Wir sprechen miteinander: beginnen',
  read: 'Lesen Sie einander die sieben Bilder vor, in dieser Reihenfolge. Sind es auf beiden Seiten dieselben?',
  preparing: 'Die Bilder werden vorbereitet.',
  'last.stopped': 'Der letzte Vergleich wurde abgebrochen. Es ist nichts passiert.',
  'last.timedOut': 'Beim letzten Mal hat es zu lange gedauert. Es ist nichts passiert.',
  'last.failed': 'Der letzte Vergleich ist nicht gelungen. Bitte versuchen Sie es noch einmal.',

  'guest.titleNeeded': 'Ein Schritt fehlt noch',
  'guest.titleAsked': 'Miteinander Bilder vergleichen',
  'guest.titleCompare': 'Sind die Bilder gleich?',
  'guest.titleWaiting': 'Noch einen Moment',
  'guest.titleDone': 'Verglichen',
  'guest.needed':
    'Sie haben nichts falsch gemacht. {clinician} sieht, dass jemand da ist, kann aber Ihren Link nicht prüfen. Dass Sie es sind, ist noch nicht sicher. Dafür vergleichen Sie beide sieben Bilder, am Telefon oder von Angesicht zu Angesicht.',
  'guest.ready': 'Halten Sie bitte Ihr Telefon bereit, oder rufen Sie in der Praxis an.',
  'guest.asked': '{clinician} möchte jetzt die Bilder mit Ihnen vergleichen.',
  'guest.askedHow':
    'Beginnen Sie erst, wenn Sie miteinander telefonieren oder sich sehen und Sie die Stimme oder das Gesicht kennen.',
  'guest.waiting':
    'Sie haben gesagt, dass die Bilder gleich sind. Jetzt fehlt noch die andere Seite. Verglichen ist erst, wenn beide es gesagt haben.',
  'guest.done': 'Gleich steht hier, ob {clinician} Bescheid weiß.',
  'guest.differTitle': 'Die Bilder waren nicht gleich',
  'guest.differHappened':
    'Gut, dass Sie verglichen haben. Vielleicht steht jemand zwischen Ihnen und {clinician}. Dieser Besuch geht deshalb nicht weiter, und es wird nichts mehr gesendet.',
  'guest.differTodo':
    'Sagen Sie es am Telefon, und lassen Sie sich einen neuen Link geben, am besten auf Papier.',

  'desk.title': 'Bilder vergleichen',
  'desk.titleDiffer': 'Die Bilder waren nicht gleich: {who}',
  'desk.titleWho': 'Bilder vergleichen mit {who}',
  'desk.needed': 'Noch nicht verglichen',
  'desk.neededHint':
    'Der Link dieser Person steht nicht in Ihrem Notizbuch. Wer sie ist, ist nicht bewiesen. Hereinlassen können Sie sie, wenn Sie beide sieben Bilder verglichen haben, am Telefon oder von Angesicht zu Angesicht.',
  'desk.call':
    'Rufen Sie unter einer Nummer an, die Sie schon kennen, oder sehen Sie sich. Eine Nummer, die Ihnen jetzt jemand schreibt, hilft nicht.',
  'desk.before':
    'Beginnen Sie, sobald Sie sicher sind, mit wem Sie sprechen. Bis beide bestätigt haben, ist nichts bewiesen.',
  'desk.asked':
    'Bitten Sie die Person, auf ihrem Bildschirm auf „Wir sprechen miteinander: beginnen“ zu drücken.',
  'desk.waiting':
    'Sie haben gesagt, dass die Bilder gleich sind. Die andere Seite noch nicht. Bis dahin ist nichts bewiesen.',
  'desk.done': 'Das wird jetzt festgehalten.',
  'desk.differ':
    'Die Bilder waren nicht gleich. Vielleicht steht jemand zwischen Ihnen beiden, oder es ist nicht die Person, mit der Sie sprechen. Sie kann nicht hereingelassen werden. Lehnen Sie ab und geben Sie einen neuen Link, am besten auf Papier.',
  'desk.compared': 'Im Vergleich mit Ihnen erkannt',
  'desk.recognised': '{who} und Sie haben dieselben Bilder verglichen.',
} as const;
