/** German texts for whoever has to take another window, browser or device, or to wait for a line. */
export const wayDe = {
  'window.noMediaTitle': 'Hier gibt es weder Kamera noch Mikrofon',
  'window.noMedia':
    'Dieses Fenster gehört zu einer anderen App oder zu einem alten Browser. Öffnen Sie Ihren Link bitte in Safari, Chrome oder Firefox.',
  'window.insideApp':
    'Sie sind im Fenster einer anderen App. Kamera und Mikrofon gehen hier oft nicht. Sicherer ist Safari, Chrome oder Firefox.',
  'window.forgets':
    'Dies ist ein privates Fenster. Lassen Sie es bis zum Ende offen: Wenn Sie es schließen, weiß dieses Gerät nichts mehr von Ihrem Besuch.',

  'other.title': 'Lieber auf einem anderen Gerät oder in einem anderen Browser?',
  'other.text':
    'Öffnen Sie Ihren Link dort, wo Sie sprechen möchten. Er gilt für den Browser, in dem Sie das Wartezimmer betreten.',
  'other.copy': 'Link kopieren',
  'other.copied': 'Link kopiert',
  'other.paste': 'Öffnen Sie jetzt den anderen Browser und fügen Sie den Link oben in die Adresszeile ein.',
  'other.byHand': 'Das Kopieren ging nicht. Halten Sie den Finger auf den Link und wählen Sie „Kopieren“.',
  'other.value': 'Ihr Link',
  'other.menu': 'Oder öffnen Sie das Menü dieser App (⋮ oder ⋯) und wählen Sie „Im Browser öffnen“.',
  'move.title': 'Auf ein anderes Gerät wechseln',
  'move.text':
    'Öffnen Sie denselben Link auf dem anderen Gerät und gehen Sie dort bis zum Wartezimmer. {clinician} sieht das und kann Sie dort weitermachen lassen. Lassen Sie diese Seite so lange offen.',
  'move.endedTitle': 'Hier geht es nicht weiter',
  'move.goesOn':
    'Haben Sie das Wartezimmer auch auf einem anderen Gerät betreten? Dann geht Ihr Termin dort weiter.',

  'stop.full.title': 'Auf diesem Gerät ist kein Platz mehr',
  'stop.full.happened':
    'Ihr Browser kann die Schlüssel für das Gespräch nicht ablegen. Das sind nur wenige Megabyte. Ihr Link gilt weiter.',
  'stop.full.todo':
    'Löschen Sie bitte etwas, zum Beispiel ein Video, oder nehmen Sie ein anderes Gerät. Dann versuchen Sie es noch einmal.',
  'stop.refused.title': 'Dieses Fenster darf nichts ablegen',
  'stop.refused.happened':
    'Für die Verschlüsselung braucht Ihr Browser ein wenig Speicher. Manche private Fenster erlauben das nicht. Ihr Link gilt weiter.',
  'stop.refused.todo':
    'Öffnen Sie Ihren Link bitte in einem gewöhnlichen Fenster oder in einem anderen Browser.',
  'stop.silent.happened': 'Das andere Fenster antwortet nicht.',
  'stop.silent.todo': 'Schließen Sie es bitte ganz, und machen Sie dann hier weiter.',
  'stop.goOnHere': 'Hier weitermachen',
  'stop.takenOver.title': 'Ihr Besuch geht in einem anderen Fenster weiter',
  'stop.takenOver.happened': 'Hier sind Kamera und Mikrofon aus. Verloren ist nichts.',
  'stop.takenOver.todo': 'Dieses Fenster können Sie schließen.',
  'stop.noAnswer.title': 'Die Praxis ist gerade nicht zu erreichen',
  'stop.noAnswer.happened':
    'Es kommt keine Antwort. Das kann am Internet liegen oder an der Praxis. Ihr Link ist in Ordnung und gilt weiter.',
  'stop.noAnswer.todo': 'Sie müssen nichts tun: Sobald die Praxis antwortet, geht es hier von selbst weiter.',
} as const;
