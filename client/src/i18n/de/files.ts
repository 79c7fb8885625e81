/** German texts about files, links and the size of letters in the chat. */
export const filesDe = {
  'attach.open': 'Datei anhängen',
  'attach.close': 'Nichts weiter anhängen',
  'attach.choose': 'Datei auswählen',
  'attach.limit': 'Jede Datei darf höchstens {size} groß sein.',
  'attach.how':
    'Dateien werden wie Nachrichten verschlüsselt, nur Sie beide können sie öffnen. Aus Bildern entfernen wir, was die Kamera dazugeschrieben hat, zum Beispiel den Ort der Aufnahme. Andere Dateien werden unverändert gesendet.',
  'attach.drop': 'Lassen Sie die Datei hier los, um sie anzuhängen.',
  'attach.list': 'Was Sie anhängen',
  'attach.remove': '{name} doch nicht anhängen',
  'attach.preparing': 'wird vorbereitet',
  'attach.sendHint': 'Angehängt wird erst etwas, wenn Sie auf „Senden“ drücken.',
  'attach.faultTooLarge': 'Zu groß: {size}. Möglich sind höchstens {most}.',
  'attach.faultUnreadable': 'Diese Datei lässt sich hier nicht lesen. Sie wird nicht gesendet.',
  'attach.faultPicture':
    'Dieses Bild lässt sich hier nicht öffnen. Deshalb können wir nicht entfernen, wo es aufgenommen wurde. Es wird nicht gesendet.',

  'file.unnamed': 'Datei ohne Namen',
  'file.picture': 'Bild: {name}',
  'file.enlarge': 'Bild vergrößern: {name}',
  'file.sending': '{name} wird gesendet',
  'file.fetching': '{name} wird geladen',
  'file.stop': 'Abbrechen',
  'file.save': 'Speichern',
  'file.saveName': '{name} speichern',
  'file.saveHint': 'Was Sie speichern, bleibt nach dem Gespräch auf diesem Gerät.',
  'file.canRun':
    'So eine Datei kann beim Öffnen etwas auf Ihrem Gerät ausführen. Öffnen Sie sie nur, wenn Sie sie erwartet haben.',
  'file.fetchAgain': 'Noch einmal laden',
  'file.discard': 'Nicht mehr senden',

  'fault.not-as-sent':
    'Diese Datei wird nicht gezeigt. Was der Server geliefert hat, ist nicht das, was gesendet wurde.',
  'fault.gone': 'Diese Datei gibt es auf dem Server nicht mehr.',
  'fault.too-large': 'Der Server nimmt keine so große Datei an.',
  'fault.no-more': 'Der Server nimmt keine weiteren Dateien für diesen Besuch an.',
  'fault.not-safe': 'Im Moment wird nichts gesendet, weil mit dem Raum etwas nicht stimmt.',
  'fault.offline': 'Die Verbindung ist unterbrochen worden.',

  'size.label': 'Schriftgröße der Nachrichten',
  'size.smaller': 'Schrift kleiner',
  'size.larger': 'Schrift größer',

  'link.title': 'Öffnet eine fremde Seite',
  'link.host': 'Der Link führt aus der Praxis hinaus, zu:',
  'link.text':
    'Die Seite erfährt nicht, woher Sie kommen, sieht aber Ihre Netzadresse. Öffnen Sie nur, was Sie erwartet haben.',
  'link.open': 'Draußen öffnen',

  'news.one': 'Neue Nachricht von {name}.',
  'saved.note': 'Dateien, die Sie selbst gespeichert haben, liegen weiter auf diesem Gerät.',
} as const;
