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

  'weak.own':
    'Die Verbindung ist gerade schwach: Ihr Bild ist aus, der Ton bleibt. Das Bild kommt von selbst zurück.',
  'weak.theirs':
    'Die Verbindung ist gerade schwach: Das Bild von {name} ist aus, der Ton bleibt. Das Bild kommt von selbst zurück.',
  'sound.title': 'Der Ton',
  'sound.ownMissing':
    'Von Ihrem Mikrofon kommt kein Ton. Vielleicht ist es am Gerät oder am Kabel ausgeschaltet.',
  'sound.theyDoNotHear': '{name} kann Sie gerade nicht hören.',
  'sound.theirsMissing': 'Von {name} kommt gerade kein Ton an.',
  'sound.bothPaused':
    'Ihr Gerät hält Mikrofon und Kamera gerade an, zum Beispiel wegen eines Anrufs. Danach gehen sie von selbst weiter.',
  'sound.taken':
    'Ein anderes Programm benutzt Ihr Mikrofon. Schließen Sie es und drücken Sie dann „{repair}“.',
  'sound.missing':
    'Ihr Gerät meldet kein Mikrofon. {name} hört Sie nicht, und Sie können schreiben. Sobald eines angeschlossen ist, wird es benutzt.',
  'sound.repair': 'Ton reparieren',
  'sound.repairing': 'Der Ton wird repariert …',
  'sound.repairHint':
    'Wenn etwas nicht zu hören ist: Mikrofon und Verbindung werden neu geöffnet. Das Gespräch geht dabei weiter.',
  'sound.echo': 'Hört sich jemand doppelt? Kopfhörer helfen meist.',
  'quiet.label': 'Leise Töne nicht filtern',
  'quiet.hint':
    'Für leises Sprechen oder Weinen, das der Browser sonst für ein Geräusch hält. Dann ist auch mehr von Ihrem Zimmer zu hören.',
  'quiet.disobeyed': 'Ihr Browser filtert leise Töne trotzdem.',
  'measured.oneSided':
    'Bild und Ton sind verschlüsselt. Ihr Gerät hat geprüft: Am anderen Ende ist das Gerät von {name}. Der Browser dort kann das selbst nicht prüfen.',
  'measured.pathOneSided':
    'Ihr Gerät hat einen Weg gemessen. Der Browser der anderen Seite kann ihn nicht messen.',
  'recording.title': 'Aufnahmen',
  'recording.none':
    'Dieses Gespräch wird nicht aufgezeichnet. Aufnehmen ist nicht erlaubt, weder Ihnen noch {name}.',
  'line.loss': 'Auf dem Weg verloren: von Ihnen {out}, zu Ihnen {in}.',

  'address.fold': 'Nicht zeigen, wo Sie im Internet sind',
  'address.label': 'Meine Netzadresse verbergen',
  'address.hint': 'Die andere Seite erfährt dann nicht, über welchen Anschluss Sie im Netz sind.',
  'address.more': 'Was das bewirkt',
  'address.how':
    'Bild und Ton laufen verschlüsselt über den Vermittlungsserver der Praxis und können etwas später ankommen. Die Server der Praxis sehen Ihre Adresse in jedem Fall.',
  'address.theirs': 'Über ihre eigene Adresse entscheidet die andere Seite selbst.',
  'address.now':
    'Die Verbindung wird dafür kurz neu aufgebaut. Eine Adresse, die die andere Seite schon kennt, vergisst sie dadurch nicht.',
  'address.byPractice':
    'In dieser Praxis läuft jedes Gespräch verschlüsselt über ihren Vermittlungsserver. Die andere Seite erfährt Ihre Netzadresse nicht.',
  'address.title': 'Ihre Netzadresse',
  'address.noRelay':
    'Sie möchten Ihre Netzadresse verbergen. Dafür wird der Vermittlungsserver der Praxis gebraucht, und der ist gerade nicht zu erreichen. Damit Ihre Adresse nicht doch bekannt wird, gibt es so lange weder Bild noch Ton.',
  'address.showInstead': 'Adresse zeigen und verbinden',
} as const;
