/** German texts of the practice's front page. */
export const practiceDe = {
  'practice.title': 'Online-Sprechzimmer',
  'practice.of': 'Online-Sprechzimmer: {practice}',
  'practice.text':
    'Hier finden Gespräche statt, die von Gerät zu Gerät verschlüsselt sind. Sie brauchen keine App und kein Konto, nur den Link aus Ihrer Nachricht.',
  'practice.haveLink': 'Sie haben einen Link bekommen? Öffnen Sie ihn dort, wo Sie ihn bekommen haben.',
  'practice.contact': 'So erreichen Sie die Praxis',
  'practice.call': 'Anrufen',
  'practice.mail': 'E-Mail schreiben',
  'practice.unavailable':
    'Die Praxis ist gerade nicht zu erreichen. Bitte versuchen Sie es später noch einmal.',
  'practice.desk': 'Zum Pult der Behandelnden',
} as const;
