/** German texts about what can be done in the middle of a conversation. */
export const toolsDe = {
  'more.text': 'Mehr',
  'more.label': 'Mehr Möglichkeiten',
  'more.title': 'Mehr Möglichkeiten',
  'more.loading': 'Einen Moment …',
  'more.notLoaded': 'Das ließ sich gerade nicht laden.',

  'screen.text': 'Zeigen',
  'screen.show': 'Bildschirm zeigen',
  'screen.hide': 'Bildschirm nicht mehr zeigen',
  'screen.hint':
    'Sie wählen gleich aus, was {name} sieht: ein Fenster, eine Seite oder den ganzen Bildschirm. Schließen Sie vorher, was nur Sie etwas angeht.',
  'screen.mine': 'Sie zeigen gerade Ihren Bildschirm.',
  'screen.stop': 'Nicht mehr zeigen',
  'screen.theirs': 'Bildschirm von {name}',
  'screen.theirsNow': '{name} zeigt gerade den eigenen Bildschirm.',
  'screen.failed': 'Der Bildschirm lässt sich gerade nicht zeigen. Vielleicht erlaubt es das System nicht.',

  'write.only': 'Nur schreiben',
  'write.hint':
    'Bild und Ton halten auf beiden Seiten an, Kamera und Mikrofon gehen aus. Sie schreiben sich, bis jemand von Ihnen wieder mit Bild und Ton sprechen möchte.',
  'write.mine': 'Sie schreiben sich gerade nur. Bild und Ton sind auf beiden Seiten angehalten.',
  'write.theirs': '{name} möchte gerade nur schreiben. Bild und Ton sind auf beiden Seiten angehalten.',
  'write.back': 'Wieder mit Bild und Ton',
  'write.backTitle': 'Wieder mit Bild und Ton?',
  'write.backText':
    '{name} hat darum gebeten, nur zu schreiben. Wenn Sie fortfahren, gehen Kamera, Mikrofon und Ton auf beiden Seiten sofort wieder an.',
  'write.stay': 'Weiter schreiben',

  'window.title': 'Bild und Fenster',
  'window.small': 'Bild von {name} in ein kleines Fenster',
  'window.smallBack': 'Bild aus dem kleinen Fenster zurückholen',
  'window.full': 'Ganzer Bildschirm',
  'window.fullBack': 'Nicht mehr auf dem ganzen Bildschirm',

  'own.title': 'Ihr eigenes Bild',
  'own.mirrored': 'Spiegelbildlich zeigen, wie Sie sich kennen',
  'own.hidden': 'Mein eigenes Bild vor mir verbergen',
  'own.hint':
    'Beides ändert nichts an dem, was {name} sieht. Um Ihr Bild zu verschieben, drücken Sie darauf: Es rückt in die nächste Ecke.',

  'devices.title': 'Kamera, Mikrofon und Lautsprecher',
  'devices.speaker': 'Lautsprecher',
  'devices.unnamedSpeaker': 'Lautsprecher {number}',
  'devices.askSpeaker': 'Anderer Lautsprecher …',
  'devices.standard': 'Wie im System eingestellt',
  'devices.single':
    'Hier ist von jedem nur eines angeschlossen. Was Sie jetzt anschließen, erscheint in dieser Liste.',

  'keys.title': 'Tasten',
  'keys.on': 'Tasten benutzen',
  'keys.microphone': 'Mikrofon aus und ein',
  'keys.camera': 'Kamera aus und ein',
  'keys.speak': 'sprechen, solange Sie die Taste halten, wenn das Mikrofon aus ist',
  'keys.space': 'Leertaste',
  'keys.hint': 'Während Sie schreiben, bedeuten die Tasten nur sich selbst.',

  'clock.label': 'Uhrzeit: {time}',
  'clock.dateLabel': 'Datum: {date}',

  'sign.summary': 'Falls jemand zu Ihnen ins Zimmer kommt',
  'sign.how':
    'Im Gespräch steht oben die Uhrzeit. Wenn Sie nicht mehr allein sind und es nicht sagen können, drücken Sie darauf. {clinician} erfährt es sofort. Auf Ihrem Bildschirm steht dann kurz das Datum, sonst ändert sich dort nichts.',
  'sign.mistake':
    'Haben Sie nur aus Versehen gedrückt? Solange das Datum dort steht, drücken Sie nach einem Atemzug noch einmal darauf. {clinician} liest dann, dass es ein Versehen war.',
  'sign.agree': 'Was dann geschehen soll, vereinbaren Sie am besten miteinander, solange Sie allein sind.',
  'sign.given': '{who} hat um {time} still mitgeteilt: „Ich bin nicht allein.“',
  'sign.advice':
    'Auf dem anderen Bildschirm ist davon nichts zu sehen. Stellen Sie Fragen, auf die ein Ja oder Nein genügt, oder wechseln Sie das Thema.',
  'sign.perhaps': 'Vielleicht war es ein Versehen: Die Uhr ist leicht zu treffen.',
  'sign.takenBack':
    'Um {time} wurde dort gezeigt, dass es ein Versehen war. Sicher ist das nicht. Stellen Sie zuerst Fragen, auf die ein Ja oder Nein genügt.',
  'sign.seen': 'Gesehen',
  'sign.later':
    'Es gibt einen Hinweis, der nur für Sie bestimmt ist. Er steht hier, sobald Sie Ihren Bildschirm nicht mehr zeigen.',
} as const;
