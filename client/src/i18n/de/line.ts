/** German texts about the line between the two. */
export const lineDe = {
  'words.title': 'Vier Wörter zum Vergleichen',
  'words.why':
    'Auf beiden Bildschirmen stehen dieselben vier Wörter. Stünde jemand zwischen Ihnen, wären es verschiedene.',
  'words.readFirst': 'Lesen Sie die ersten beiden laut vor. {name} liest danach die letzten beiden vor.',
  'words.readLast': '{name} liest die ersten beiden laut vor. Lesen Sie danach die letzten beiden vor.',
  'words.voice': 'Es zählt, was Sie hören: von einer Stimme, die Sie kennen.',
  'words.german':
    'Die Wörter sind auf beiden Bildschirmen deutsch, weil {name} diese Seite auf Deutsch benutzt.',
  'words.english':
    'Die Wörter sind auf beiden Bildschirmen englisch, weil {name} diese Seite auf Englisch benutzt.',
  'words.pending': 'Die Wörter stehen hier, sobald Sie beide verbunden sind.',
  'words.loading': 'Die Wörter werden geladen.',
  'words.notLoaded': 'Die Wörter ließen sich nicht laden.',
  'words.same': 'Es sind dieselben',
  'words.differ': 'Sie sind verschieden: sofort anhalten',
  'words.noted':
    'Sie haben verglichen, und es waren dieselben Wörter. Das ist Ihre eigene Notiz, {name} sieht sie nicht.',
} as const;
