/** German texts for the clinician whose links have become known on their way. */
export const exposedDeskDe = {
  title: 'Gesperrte Links',
  text: 'Ein E-Mail-Filter hat sie umgeschrieben. Dadurch stand ihr Schlüssel in einer Webadresse, und der Server der Praxis konnte ihn lesen. Niemand kommt mehr damit herein, und wer damit schon da war, ist wieder draußen.',
  todo: 'Geben Sie der Person einen neuen Link, am besten auf Papier, am Telefon oder als Textnachricht.',
  without: 'Kein neuer Link',
  'visit.title': 'Der Link zu diesem Gespräch ist bekannt geworden',
  'visit.text':
    'Damit kommt niemand mehr herein, und niemand hört mit. Aber ist {who} wirklich die Person, für die der Link war? Im Zweifel fragen Sie etwas, das nur diese Person weiß.',
  'visit.goOn': 'Ja, ich weiß es',
  'visit.end': 'Nein: beenden',
  withoutName: 'Kein neuer Link für {who}',
} as const;
