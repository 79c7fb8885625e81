/** German texts of the patient's screens. */
export const patientDe = {
  'page.title': 'Vor dem Gespräch',
  'page.talk': 'Gespräch',

  'opening.title': 'Einen Moment bitte',
  'opening.text': 'Ihr Link wird geprüft.',

  'door.title': 'Ihr Weg ins Gespräch mit {clinician}',
  'door.kindVideo': 'Videogespräch',
  'door.kindChat': 'Gespräch in Textnachrichten',
  'door.kindGroup': 'Gruppengespräch',
  'door.open': 'Das Wartezimmer ist offen, {day} von {span}.',
  'door.who':
    'Nur Sie und {clinician} können hören, sehen und lesen, was Sie einander hier sagen, zeigen und schreiben.',
  'door.howTitle': 'Woher wissen wir das?',
  'door.howText':
    'Bild, Ton und Nachrichten werden auf Ihrem Gerät verschlüsselt und erst bei {clinician} wieder lesbar. Der Server der Praxis reicht sie nur weiter und kann weder mithören noch mitlesen. In Ihrem Link steckt ein Schlüssel. An ihm prüft Ihr Gerät, ob wirklich {clinician} auf der anderen Seite ist.',
  'door.needNothing': 'Sie brauchen keine App und kein Konto.',
  'door.enter': 'Zum Wartezimmer',
  'door.elsewhere':
    'Dieser Link wurde schon einmal geöffnet. Wenn Sie das in diesem Browser waren, geht es einfach weiter.',

  'early.title': 'Sie sind früh da',
  'early.opens': 'Das Wartezimmer öffnet {day} um {time}.',
  'early.countdown': 'Noch {left}',
  'early.stay': 'Sie können diese Seite offen lassen. Sie geht dann von selbst weiter.',
  'early.later':
    'Sie können auch später wiederkommen: mit demselben Link, in diesem oder einem anderen Browser.',

  'mirror.title': 'So sieht man Sie',
  'mirror.titleWithoutPicture': 'Kamera und Mikrofon',
  'mirror.asking': 'Ihr Browser fragt jetzt nach Kamera und Mikrofon. Bitte erlauben Sie beides.',
  'mirror.onlyYou': 'Dieses Bild sehen nur Sie. Es wird noch nichts übertragen.',
  'mirror.cameraIsOff': 'Ihre Kamera ist aus.',
  'mirror.level': 'Lautstärke Ihres Mikrofons',
  'mirror.levelHint': 'Sagen Sie etwas: Der Balken bewegt sich, wenn man Sie hört.',
  'mirror.devices': 'Andere Kamera oder anderes Mikrofon',
  'mirror.devicesAndSpeaker': 'Andere Kamera, anderes Mikrofon, anderer Lautsprecher',
  'mirror.testSound': 'Ton testen',
  'mirror.testSoundHint': 'Sie sollten einen kurzen Klang hören.',
  'mirror.headphones': 'Mit Kopfhörern hört niemand mit, was {clinician} sagt.',
  'mirror.next': 'Weiter',
  'mirror.nextWithoutCamera': 'Ohne Kamera weiter',
  'mirror.nextWithoutMicrophone': 'Ohne Mikrofon weiter',
  'mirror.nextWithoutBoth': 'Ohne Kamera und Mikrofon weiter',
  'mirror.both.denied': 'Ihr Browser darf Kamera und Mikrofon nicht benutzen.',
  'mirror.both.dismissed': 'Die Frage nach Kamera und Mikrofon wurde geschlossen.',
  'mirror.both.missing': 'Ihr Gerät meldet weder Kamera noch Mikrofon.',
  'mirror.both.busy':
    'Ein anderes Programm benutzt Kamera und Mikrofon. Schließen Sie es und versuchen Sie es noch einmal.',
  'mirror.both.paused':
    'Ihr Gerät hält Kamera und Mikrofon gerade an, zum Beispiel wegen eines Anrufs. Danach gehen sie von selbst weiter.',
  'mirror.both.failed': 'Kamera und Mikrofon lassen sich nicht einschalten.',
  'mirror.withoutCamera':
    'Es geht auch ohne Kamera: {clinician} hört Sie, und Sie sehen und hören {clinician}.',
  'mirror.withoutMicrophone':
    'Ohne Mikrofon sind Sie nicht zu hören. Sie sehen und hören {clinician} und können schreiben.',
  'mirror.notHeard':
    'Nichts gehört? Machen Sie Ihr Gerät lauter, und sehen Sie nach dem Schalter für lautlos und nach den Kopfhörern.',

  'mirror.notHeardHere': 'Weiter unten können Sie einen anderen Lautsprecher wählen.',

  'name.title': 'Wie darf {clinician} Sie nennen?',
  'name.label': 'Ihr Name',
  'name.hint': 'Vorname genügt. Nur {clinician} kann ihn lesen.',
  'name.missing': 'Bitte schreiben Sie, wie {clinician} Sie nennen darf.',
  'name.consentTitle': 'Bevor es losgeht',
  'name.consent':
    'Das Gespräch wird nicht aufgezeichnet. Aufnehmen ist nicht erlaubt, weder Ihnen noch der Praxis. Bitte sorgen Sie dafür, dass niemand mithört, ohne dass {clinician} davon weiß.',
  'name.consentButton': 'Mit dem Betreten stimmen Sie zu: Niemand nimmt auf, niemand hört heimlich mit.',
  'name.enter': 'Wartezimmer betreten',

  'entering.title': 'Einen Moment bitte',
  'entering.text': 'Ihr Wartezimmer wird vorbereitet. Das dauert nur wenige Sekunden.',

  'waiting.title': 'Wartezimmer',
  'waiting.notified': 'Die Praxis ist benachrichtigt, dass Sie da sind.',
  'waiting.known': '{clinician} weiß, dass Sie da sind.',
  'waiting.text':
    'Sie müssen nichts tun. Das Gespräch beginnt von selbst, sobald {clinician} Sie hereinlässt.',
  'waiting.mediaOff': 'Kamera und Mikrofon sind aus.',
  'waiting.preparing': 'Gleich geht es los.',
  'waiting.preparingText': 'So sieht man Sie gleich.',
  'waiting.write': '{clinician} schreiben',
  'waiting.free': '{clinician} ist gerade in keinem anderen Gespräch.',
  'waiting.busy': '{clinician} ist gerade in einem anderen Gespräch und kommt danach zu Ihnen.',
  'waiting.back': '{clinician} ist gerade nicht da und gegen {time} zurück.',
  'waiting.news': 'Sobald es etwas Neues gibt, lesen Sie es hier.',
  'waiting.sentBack':
    '{clinician} hat das Gespräch unterbrochen. Sie sind wieder im Wartezimmer und müssen nichts tun.',
  'waiting.saidAt': '{clinician}, {time}',
  'waiting.alone': 'Sie warten allein. Niemand sonst sieht dieses Wartezimmer.',
  'waiting.screenAwake': 'Ihr Bildschirm bleibt an, solange Sie diese Seite vor sich haben.',
  'waiting.screenDark':
    'Ihr Bildschirm kann dunkel werden. Ihr Platz bleibt Ihnen auch dann. Sehen Sie bitte ab und zu hierher.',
  'waiting.read': 'Lesen',
  'waiting.leave': 'Wartezimmer verlassen',

  'leave.title': 'Möchten Sie wirklich gehen?',
  'leave.text':
    'Alles, was auf diesem Gerät zu diesem Gespräch liegt, wird gelöscht. Mit demselben Link kommen Sie danach nicht wieder herein.',
  'leave.pause': 'Wenn Sie nur kurz unterbrechen, lassen Sie diese Seite einfach offen.',
  'leave.confirm': 'Ja, verlassen',
  'leave.stay': 'Hier bleiben',

  'recognised.byLink': '{clinician} wurde an dem Schlüssel in Ihrem Link erkannt.',

  'contact.title': 'So erreichen Sie die Praxis',
  'contact.noNumber': 'Rufen Sie in der Praxis an, wenn Sie nicht weiterkommen.',
  'contact.call': '{phone} anrufen',
  'contact.callWhat': 'Anrufen',
  'contact.mail': 'E-Mail schreiben',

  'halted.title': 'Das Gespräch ist angehalten',
  'halted.safe': 'Seitdem wird nichts mehr gesendet, und Bild und Ton sind aus.',
  'halted.leave': 'Gespräch verlassen',

  'ended.title': 'Das Gespräch ist beendet',
  'ended.leftTitle': 'Sie haben das Gespräch verlassen',
  'ended.declinedTitle': 'Heute ist kein Gespräch möglich',
  'ended.windowTitle': 'Die Zeit für dieses Gespräch ist vorbei',
  'ended.nothingLeft': 'Auf diesem Gerät ist nichts davon zurückgeblieben.',
  'ended.close': 'Sie können diese Seite jetzt schließen.',
  'ended.declinedText':
    '{clinician} kann Sie gerade nicht hereinlassen. Bitte melden Sie sich in der Praxis.',
  'ended.windowText': 'Bitte vereinbaren Sie mit der Praxis eine neue Zeit.',

  'stop.link.missing.title': 'Hier fehlt ein Stück Ihres Links',
  'stop.link.missing.happened': 'Die Adresse, die Sie geöffnet haben, führt allein noch in kein Gespräch.',
  'stop.link.missing.todo':
    'Öffnen Sie bitte den ganzen Link aus Ihrer Nachricht noch einmal. Er endet mit dem Buchstaben z. Ist Ihr Gespräch schon vorbei, müssen Sie nichts mehr tun.',
  'stop.link.cutShort.title': 'Ihr Link ist abgeschnitten',
  'stop.link.cutShort.happened':
    'Manche E-Mail-Programme brechen lange Links in der Mitte um. Dann fehlt das Ende.',
  'stop.link.cutShort.todo':
    'Kopieren Sie bitte den ganzen Link bis zum letzten Buchstaben, einem z, in die Adresszeile. Oder lassen Sie sich den Link noch einmal schicken.',
  'stop.link.damaged.title': 'Ihr Link ist beschädigt',
  'stop.link.damaged.happened': 'Mindestens ein Zeichen darin stimmt nicht.',
  'stop.link.damaged.todo':
    'Öffnen Sie bitte den Link direkt aus Ihrer Nachricht. Klappt das nicht, lassen Sie sich einen neuen geben.',
  'stop.link.exposed.title': 'Dieser Link ist nicht mehr sicher',
  'stop.link.exposed.happened':
    'Ein E-Mail-Filter hat ihn unterwegs umgeschrieben. Dadurch ist sein Schlüssel nicht mehr geheim, und wir benutzen ihn nicht.',
  'stop.link.exposed.todo':
    'Bitten Sie die Praxis um einen neuen Link, am besten auf Papier oder als Textnachricht, und darum, diesen hier zurückzunehmen.',
  'stop.link.otherVersion.title': 'Dieser Link gehört zu einer neueren Version',
  'stop.link.otherVersion.happened':
    'Die Praxis hat ihr Programm erneuert, und diese Seite ist noch die alte.',
  'stop.link.otherVersion.todo':
    'Schließen Sie bitte alle Fenster dieser Seite und öffnen Sie den Link noch einmal.',

  'stop.badRequest.title': 'Hier passt etwas nicht zusammen',
  'stop.badRequest.happened': 'Die Praxis hat die Anfrage dieser Seite nicht verstanden.',
  'stop.badRequest.todo': 'Laden Sie bitte die Seite neu. Bleibt es dabei, rufen Sie in der Praxis an.',
  'stop.unauthorized.title': 'Ihr Besuch ist hier nicht mehr bekannt',
  'stop.unauthorized.happened': 'Die Praxis erkennt diesen Browser nicht wieder.',
  'stop.unauthorized.todo':
    'Öffnen Sie bitte den Link aus Ihrer Nachricht noch einmal. Klappt das nicht, rufen Sie in der Praxis an.',
  'stop.forbidden.title': 'Das geht von hier aus nicht',
  'stop.forbidden.happened': 'Die Praxis hat diesen Schritt abgelehnt.',
  'stop.forbidden.todo': 'Rufen Sie bitte in der Praxis an.',
  'stop.unknownLink.title': 'Zu diesem Link gibt es kein Gespräch',
  'stop.unknownLink.happened':
    'Vielleicht ist das Gespräch schon vorbei, oder der Link gehört zu einer anderen Praxis.',
  'stop.unknownLink.todo': 'Sehen Sie bitte nach, ob Sie den neuesten Link geöffnet haben.',
  'stop.notFound.title': 'Das wurde nicht gefunden',
  'stop.notFound.happened': 'Was diese Seite sucht, gibt es nicht mehr.',
  'stop.notFound.todo': 'Öffnen Sie bitte den Link aus Ihrer Nachricht noch einmal.',
  'stop.tooEarly.title': 'Sie sind früh da',
  'stop.tooEarly.happened': 'Das Wartezimmer ist noch nicht offen.',
  'stop.tooEarly.todo': 'Bitte versuchen Sie es zur vereinbarten Zeit noch einmal, mit demselben Link.',
  'stop.tooLate.title': 'Die Zeit für dieses Gespräch ist vorbei',
  'stop.tooLate.happened': 'Der Link galt nur für den vereinbarten Termin.',
  'stop.tooLate.todo': 'Bitte vereinbaren Sie mit der Praxis eine neue Zeit.',
  'stop.cancelled.title': 'Dieser Termin wurde abgesagt',
  'stop.cancelled.happened': 'Die Praxis hat die Einladung zurückgenommen.',
  'stop.cancelled.todo': 'Sehen Sie bitte nach, ob Sie einen neuen Link bekommen haben, oder rufen Sie an.',
  'stop.exposed.title': 'Dieser Link ist gesperrt',
  'stop.exposed.happened':
    'Sein Schlüssel ist unterwegs bekannt geworden. Deshalb öffnet er nichts mehr, in keinem Browser.',
  'stop.exposed.todo':
    'Die Praxis ist benachrichtigt und gibt Ihnen einen neuen Link. Haben Sie noch keinen, rufen Sie bitte an.',
  'stop.openedElsewhere.title': 'Der Link wurde schon in einem anderen Browser benutzt',
  'stop.openedElsewhere.happened':
    'Jeder Link gilt für einen einzigen Browser. Die Praxis sieht, dass Sie es hier versuchen, und kann Sie trotzdem hereinlassen.',
  'stop.openedElsewhere.todo':
    'Gehen Sie bitte in den Browser zurück, in dem Sie den Link zuerst geöffnet haben. Oder warten Sie kurz und drücken Sie auf „Noch einmal versuchen“. Waren Sie das nicht, rufen Sie in der Praxis an.',
  'stop.ended.title': 'Dieses Gespräch ist schon beendet',
  'stop.ended.happened': 'Jeder Link gilt nur für ein Gespräch.',
  'stop.ended.todo': 'Für ein weiteres Gespräch gibt Ihnen die Praxis einen neuen Link.',
  'stop.declined.title': 'Heute ist kein Gespräch möglich',
  'stop.declined.happened': 'Die Praxis kann Sie über diesen Link nicht hereinlassen.',
  'stop.declined.todo': 'Bitte melden Sie sich in der Praxis.',
  'stop.conflict.title': 'Das geht im Moment nicht',
  'stop.conflict.happened': 'Bei Ihrem Besuch hat sich gerade etwas geändert.',
  'stop.conflict.todo': 'Bitte versuchen Sie es gleich noch einmal.',
  'stop.payloadTooLarge.title': 'Das war zu groß',
  'stop.payloadTooLarge.happened': 'Die Praxis nimmt so große Sendungen nicht an.',
  'stop.payloadTooLarge.todo': 'Laden Sie bitte die Seite neu.',
  'stop.tooManyTries.title': 'Bitte warten Sie einen Augenblick',
  'stop.tooManyTries.happened': 'Von hier kamen gerade sehr viele Versuche.',
  'stop.tooManyTries.todo': 'In etwa {seconds} Sekunden können Sie es noch einmal versuchen.',
  'stop.unavailable.title': 'Die Praxis ist gerade nicht zu erreichen',
  'stop.unavailable.happened':
    'Ihr Link ist in Ordnung und gilt weiter. Der Server der Praxis antwortet gerade nicht.',
  'stop.unavailable.todo':
    'Sie müssen nichts tun: Sobald die Praxis wieder antwortet, geht es hier von selbst weiter.',
  'stop.internal.title': 'Bei der Praxis ist etwas schiefgegangen',
  'stop.internal.happened': 'Sie haben nichts falsch gemacht. Ihr Link gilt weiter.',
  'stop.internal.todo': 'Bitte versuchen Sie es gleich noch einmal.',

  'stop.browser.title': 'In diesem Browser geht es leider nicht',
  'stop.browser.webrtc':
    'Er kann keine Videogespräche führen. Vielleicht haben Sie den Link innerhalb einer anderen App geöffnet.',
  'stop.browser.webcrypto': 'Er kann nicht sicher verschlüsseln.',
  'stop.browser.indexeddb': 'Er darf auf diesem Gerät nichts ablegen. Das kann am privaten Fenster liegen.',
  'stop.browser.webassembly':
    'Er ist zu alt, oder ein Schutzmodus schaltet etwas ab, was die Verschlüsselung braucht.',
  'stop.browser.recent': 'Er ist zu alt für die Verschlüsselung, die wir benutzen. Ihr Link gilt weiter.',
  'stop.browser.todo':
    'Öffnen Sie Ihren Link bitte in einem aktuellen Firefox, Chrome, Edge oder Safari. Sie können ihn hier kopieren.',
  'stop.otherTab.title': 'Ihr Besuch ist schon in einem anderen Fenster offen',
  'stop.otherTab.happened': 'Derselbe Besuch kann nur in einem Fenster laufen.',
  'stop.otherTab.todo':
    'Gehen Sie bitte in das andere Fenster. Oder machen Sie hier weiter: Dort hört es dann auf, und verloren geht nichts.',
  'stop.offline.title': 'Sie sind gerade ohne Internet',
  'stop.offline.happened': 'Dieses Gerät hat keine Verbindung. Ihr Link ist in Ordnung und gilt weiter.',
  'stop.offline.todo':
    'Sehen Sie bitte nach WLAN oder mobilen Daten. Sobald die Verbindung da ist, geht es hier von selbst weiter.',
  'stop.keyDiffers.title': 'Hier stimmt etwas nicht',
  'stop.keyDiffers.happened':
    'Auf der anderen Seite zeigt sich ein anderer Schlüssel als der in Ihrem Link. Es ist nicht sicher, dass dort {clinician} ist. Deshalb wurde nichts gesendet.',
  'stop.keyDiffers.todo': 'Bitte rufen Sie in der Praxis an, bevor Sie weitermachen.',
} as const;
