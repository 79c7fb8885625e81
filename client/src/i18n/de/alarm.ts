/** Why a visit has been stopped: for the patient, and for the clinician who decides. */
export const alarmDe = {
  'guest.stranger-joined': 'In diesem Online-Gespräch hat sich jemand angemeldet, der nicht dazugehört.',
  'guest.stranger-invited': 'Zu diesem Online-Gespräch ist jemand eingeladen worden, der nicht dazugehört.',
  'guest.stranger-knocked': 'Jemand Fremdes möchte in dieses Online-Gespräch.',
  'guest.stranger-was-there':
    'In diesem Online-Gespräch war für kurze Zeit jemand angemeldet, der nicht dazugehört.',
  'guest.bot-back':
    'Das Programm, das dieses Online-Gespräch eingerichtet hat, will wieder hinein. Das darf es nicht.',
  'guest.extra-device': 'Für Ihren Besuch ist ein zweites Gerät aufgetaucht. Es ist nicht Ihres.',
  'guest.power-changed': 'Jemand hat geändert, wer in diesem Online-Gespräch etwas bestimmen darf.',
  'guest.access-changed': 'Jemand hat geändert, wer in dieses Online-Gespräch kommen oder mitlesen darf.',
  'guest.identity-changed': 'Auf der anderen Seite zeigt sich plötzlich ein anderer Schlüssel als zu Beginn.',
  'guest.not-encrypted': 'Dieses Online-Gespräch ist nicht so verschlüsselt, wie es sein muss.',
  'guest.encryption-changed': 'Jemand hat geändert, wie dieses Online-Gespräch verschlüsselt wird.',
  'guest.other-room': 'Dieses Online-Gespräch ist nicht das, das die Praxis für Sie eingerichtet hat.',
  'guest.fingerprint-differs':
    'Die Bild- und Tonverbindung führt nicht sicher zu dem Gerät, mit dem Sie sprechen wollten.',
  'guest.words-differ':
    'Die vier Wörter waren nicht auf beiden Seiten dieselben. Es kann sein, dass jemand zwischen Ihnen steht.',
  'guest.no-relay':
    'Die Praxis verlangt eine Verbindung über ihren Vermittlungsserver, und der ist gerade nicht zu erreichen.',
  'guest.unconfirmed-device':
    'Mit dem Konto Ihrer Praxis hat sich gerade ein weiteres Gerät angemeldet, das noch nicht bestätigt ist.',
  'guest.told': 'Das Gerät auf der anderen Seite hat bemerkt, dass etwas nicht stimmt, und hat angehalten.',

  'after.never': 'Bitte verlassen Sie das Gespräch und rufen Sie in der Praxis an.',
  'after.when-clean':
    '{clinician} kann sich ansehen, was geschehen ist, und entscheidet, ob es weitergeht. Sie können so lange hier warten, oder Sie verlassen das Gespräch und rufen in der Praxis an.',
  'after.by-itself': 'Es geht von selbst weiter, sobald das behoben ist. Sie müssen nichts tun.',

  'desk.stranger-joined': 'Jemand, der nicht in diesen Raum gehört, ist hineingekommen.',
  'desk.stranger-invited': 'Jemand, der nicht in diesen Raum gehört, ist eingeladen worden.',
  'desk.stranger-knocked': 'Jemand, der nicht in diesen Raum gehört, hat angeklopft.',
  'desk.stranger-was-there': 'Jemand, der nicht in diesen Raum gehört, war für kurze Zeit darin.',
  'desk.bot-back': 'Das Programm, das diesen Raum eingerichtet hat, ist zurück oder wieder eingeladen.',
  'desk.extra-device': 'Unter dem Namen dieser Person ist ein zweites Gerät aufgetaucht.',
  'desk.power-changed': 'Jemand hat geändert, wer in diesem Raum etwas bestimmen darf.',
  'desk.access-changed': 'Jemand hat geändert, wer in diesen Raum kommen oder mitlesen darf.',
  'desk.identity-changed': 'Eine Seite weist sich plötzlich anders aus als zu Beginn.',
  'desk.not-encrypted': 'Dieser Raum ist nicht so verschlüsselt, wie er sein muss.',
  'desk.encryption-changed': 'Jemand hat geändert, wie dieser Raum verschlüsselt wird.',
  'desk.other-room': 'Diesen Raum hat nicht die Praxis eingerichtet.',
  'desk.fingerprint-differs':
    'Die Bild- und Tonverbindung führt nicht sicher zu dieser Person. Sie wurde getrennt.',
  'desk.words-differ': 'Die vier Wörter waren nicht auf beiden Seiten dieselben.',
  'desk.no-relay':
    'Es ist eine Verbindung über den Vermittlungsserver verlangt, und er ist nicht zu erreichen.',
  'desk.unconfirmed-device': 'Mit Ihrem Konto hat sich ein Gerät angemeldet, das noch nicht bestätigt ist.',

  'meaning.came-in':
    'In diesen Raum gehören nur Sie und diese Person. Ohne Zutun des Servers kommt niemand sonst hinein: Wer ihn verwaltet oder in ihn eingedrungen ist, hat das veranlasst. Schlüssel bekommt dadurch niemand: Was Sie gesagt und geschrieben haben, kann die fremde Person weder hören noch lesen. Dass und wann Sie sich treffen, kann sie sehen.',
  'meaning.extra-device':
    'Diese Person hat für ihren Besuch einen einzigen Browser. Ein zweites Gerät kann nur anlegen, wer den Server verwaltet oder in ihn eingedrungen ist. Schlüssel bekommt es nicht; es kann weder hören noch mitlesen.',
  'meaning.rules':
    'Die Praxis richtet den Raum so ein, dass nur Sie darin etwas bestimmen. Das kann nur ändern, wer den Server verwaltet oder in ihn eingedrungen ist, oder Sie selbst mit einem anderen Programm. Schlüssel hat dadurch niemand bekommen.',
  'meaning.keys':
    'Es kann sein, dass sich jemand für diese Person oder für Sie ausgibt. Mit wem Sie von nun an sprächen, ist nicht mehr sicher.',
  'meaning.encryption':
    'Nachrichten könnten so geschützt sein, dass andere sie lesen. Es ist keine mehr abgeschickt worden.',
  'meaning.room': 'Der Server hat Ihnen einen anderen Raum untergeschoben.',
  'meaning.line':
    'Es kann sein, dass jemand zwischen Ihnen und dieser Person steht. Was zuvor verglichen wurde, stimmt nicht mehr.',
  'meaning.words':
    'Entweder war es ein Hörfehler, oder jemand steht zwischen Ihnen und dieser Person. Vom Bildschirm aus lässt sich das nicht unterscheiden. Rufen Sie die Person unter einer Nummer an, die Sie kennen, und geben Sie ihr dort einen neuen Link.',
  'meaning.own-device':
    'Wenn Sie sich gerade selbst anmelden: Bestätigen Sie das neue Gerät, dann geht es hier von selbst weiter. Wenn nicht: Jemand kennt Ihr Passwort oder beherrscht den Server. Das fremde Gerät bekommt keine Schlüssel. Melden Sie es ab und ändern Sie Ihr Passwort.',
  'meaning.relay': 'Es geht von selbst weiter, sobald der Vermittlungsserver wieder zu erreichen ist.',

  'look.open': 'Ansehen und entscheiden',
  'look.title': 'Was geschehen ist',
  'look.stopped': 'Seitdem wird in diesem Besuch nichts mehr gesendet, und Bild und Ton sind aus.',
  'look.told': 'Bemerkt hat es das Gerät auf der anderen Seite.',
  'look.meaning': 'Was das heißt',
  'look.choices': 'Was Sie tun können',
  'look.end': 'Besuch beenden',
  'look.endHint': 'Der Link gilt dann nicht mehr. Sie können der Person auf anderem Weg einen neuen geben.',
  'look.goOn': 'In Ordnung bringen und weitermachen',
  'look.goOnHint':
    'Wer nicht hineingehört, wird hinausgesetzt. Ist danach alles, wie es sein muss, wartet die Person wieder, und Sie können sie hereinlassen.',
  'look.never': 'Weitermachen ist nach so etwas nicht möglich. Ein neuer Link fängt neu an.',
  'look.failed': 'Es ist noch nicht alles, wie es sein muss. Der Besuch bleibt angehalten.',
} as const;
