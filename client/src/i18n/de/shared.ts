/** German texts that the patient's and the clinician's screens share. */
export const sharedDe = {
  'language.label': 'Sprache',
  'common.close': 'Schließen',
  'common.cancel': 'Abbrechen',
  'common.back': 'Zurück',
  'common.tryAgain': 'Noch einmal versuchen',
  'common.failed': 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',

  'offline.text': 'Die Verbindung ist gerade unterbrochen. Wir versuchen es weiter. Sie müssen nichts tun.',

  'chat.title': 'Nachrichten',
  'chat.empty': 'Noch keine Nachrichten. Nur Sie beide können hier lesen.',
  'chat.input': 'Ihre Nachricht',
  'chat.send': 'Senden',
  'chat.sending': 'wird gesendet',
  'chat.notSent': 'Nicht gesendet.',
  'chat.resend': 'Noch einmal senden',
  'chat.withheld':
    'Diese Nachricht wird nicht gezeigt, weil nicht sicher ist, von welchem Gerät sie kommt oder weil sie nicht lesbar ist.',
  'chat.you': 'Sie',
  'chat.notYet': 'Sie können schreiben, sobald alles bereit ist.',

  'talk.title': 'Gespräch mit {name}',
  'talk.notices': 'Hinweise',
  'talk.controls': 'Bedienung des Gesprächs',
  'talk.microphone': 'Mikrofon',
  'talk.camera': 'Kamera',
  'talk.microphoneOff': 'Mikrofon ausschalten',
  'talk.microphoneOn': 'Mikrofon einschalten',
  'talk.cameraOff': 'Kamera ausschalten',
  'talk.cameraOn': 'Kamera einschalten',
  'talk.chat': 'Schreiben',
  'talk.chatUnread': 'Schreiben, {count} neu',
  'talk.leave': 'Verlassen',
  'talk.ownPicture': 'Ihr eigenes Bild',
  'talk.theirPicture': 'Bild von {name}',
  'talk.moveOwn': 'Eigenes Bild in die nächste Ecke schieben',
  'talk.theirCameraOff': 'Die Kamera von {name} ist aus.',
  'talk.theirMicrophoneOff': 'Das Mikrofon von {name} ist aus.',
  'talk.pictures': 'Bilder',
  'talk.ownCameraOff': 'Kamera aus',
  'talk.connecting': 'Wir verbinden Sie mit {name} …',
  'talk.reconnecting': 'Die Verbindung zu {name} wird wiederhergestellt …',
  'talk.failed':
    'Die Verbindung zu {name} kommt gerade nicht zustande. Wir versuchen es weiter. Schreiben ist möglich.',
  'talk.soundBlocked': 'Ihr Browser hält den Ton noch zurück.',
  'talk.playSound': 'Ton einschalten',

  'media.camera': 'Kamera',
  'media.microphone': 'Mikrofon',
  'media.unnamedCamera': 'Kamera {number}',
  'media.unnamedMicrophone': 'Mikrofon {number}',
  'media.cameraDenied': 'Ihr Browser darf die Kamera nicht benutzen.',
  'media.cameraDismissed': 'Die Frage nach der Kamera wurde geschlossen.',
  'media.cameraMissing': 'Ihr Gerät meldet keine Kamera.',
  'media.cameraBusy':
    'Ein anderes Programm benutzt die Kamera. Schließen Sie es und versuchen Sie es noch einmal.',
  'media.cameraPaused':
    'Ihr Gerät hält die Kamera gerade an, zum Beispiel wegen eines Anrufs. Danach geht sie von selbst weiter.',
  'media.cameraFailed': 'Die Kamera lässt sich nicht einschalten.',
  'media.microphoneDenied': 'Ihr Browser darf das Mikrofon nicht benutzen.',
  'media.microphoneDismissed': 'Die Frage nach dem Mikrofon wurde geschlossen.',
  'media.microphoneMissing': 'Ihr Gerät meldet kein Mikrofon.',
  'media.microphoneBusy':
    'Ein anderes Programm benutzt das Mikrofon. Schließen Sie es und versuchen Sie es noch einmal.',
  'media.microphonePaused':
    'Ihr Gerät hält das Mikrofon gerade an, zum Beispiel wegen eines Anrufs, oder weil es am Gerät ausgeschaltet ist. Danach geht es von selbst weiter.',
  'media.microphoneFailed': 'Das Mikrofon lässt sich nicht einschalten.',

  'connection.title': 'Ihre Verbindung',
  'connection.who': 'Wer im Gespräch ist',
  'connection.whoText': 'Nur Sie und {name}.',
  'connection.route': 'Weg',
  'connection.direct': 'Direkt von Gerät zu Gerät. Das haben beide Geräte gemessen.',
  'connection.relayed':
    'Über einen Vermittlungsserver, der nur Verschlüsseltes weiterreicht. Das haben beide Geräte gemessen.',
  'connection.pathUnconfirmed':
    'Ihr Gerät hat einen Weg gemessen. Die andere Seite hat ihn noch nicht bestätigt.',
  'connection.pathUnknown': 'Dieser Browser kann den Weg nicht messen.',
  'connection.disputed':
    'Die beiden Geräte haben Verschiedenes gemessen. Die Verschlüsselung betrifft das nicht.',
  'connection.chat':
    'Nachrichten werden auf Ihrem Gerät verschlüsselt und erst auf der anderen Seite wieder lesbar.',
  'connection.pending': 'Wird noch gemessen.',
  'connection.encryption': 'Verschlüsselung',
  'connection.verified':
    'Bild und Ton sind von Gerät zu Gerät verschlüsselt. Am anderen Ende ist das Gerät von {name}, und niemand ist dazwischen. Das haben beide Geräte geprüft.',
  'connection.unconfirmed':
    'Bild und Ton sind verschlüsselt. Ihr Gerät hat geprüft: Am anderen Ende ist das Gerät von {name}. Dort wird das noch geprüft.',
  'connection.notMeasurable':
    'Bild und Ton sind verschlüsselt. Ob am anderen Ende das Gerät von {name} ist, kann dieser Browser nicht prüfen.',
  'connection.differs': 'Die Verbindung führt nicht sicher zum Gerät von {name}.',
  'connection.specialists': 'Für Fachleute',
  'connection.cipher': 'Verfahren',
  'connection.cipherUnknown': 'Nennt dieser Browser nicht.',
  'connection.roundTrip': 'Laufzeit hin und zurück',
  'connection.roundTripMs': '{ms} Millisekunden',
  'connection.recognised': 'Wie die andere Seite erkannt wurde',
  'connection.summaryEncrypted': 'Verschlüsselt',
  // After it:
  'connection.summaryDirect': ', direkt',
  'connection.summaryRelayed': ', vermittelt',
  'connection.summaryPending': 'Verbindung',
  'connection.summaryDiffers': 'Nicht sicher',
} as const;
