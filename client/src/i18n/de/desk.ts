/** German texts of the clinician's desk. */
export const deskDe = {
  'page.title': '{screen} · Pult',
  'desk.title': 'Pult',
  'desk.signOut': 'Abmelden',
  'desk.signOutTitle': 'Möchten Sie sich abmelden?',
  'desk.signOutText':
    'Dieser Browser vergisst dann Ihre Schlüssel. Beim nächsten Mal brauchen Sie Ihr Passwort und Ihren Wiederherstellungsschlüssel.',

  'opening.title': 'Ihr Pult wird geöffnet',
  'opening.text': 'Das dauert nur einen Moment.',

  'signIn.title': 'Anmelden',
  'signIn.text': 'Mit dem Matrix-Konto, das Ihre Praxis für Sie eingerichtet hat.',
  'signIn.user': 'Benutzername',
  'signIn.password': 'Passwort',
  'signIn.submit': 'Anmelden',
  'signIn.busyTitle': 'Sie werden angemeldet',
  'signIn.missing': 'Bitte tragen Sie Benutzername und Passwort ein.',
  'signIn.kept':
    'Dieser Browser hat die Schlüssel und das Notizbuch von {user} noch. Melden Sie sich mit diesem Konto an, um damit weiterzuarbeiten. Meldet sich hier ein anderes Konto an, werden sie aus diesem Browser gelöscht.',
  'signIn.forget': 'Schlüssel aus diesem Browser löschen',
  'signIn.forgetTitle': 'Die Schlüssel von {user} löschen?',
  'signIn.forgetText':
    'Dieser Browser vergisst dann alles von diesem Konto. Um weiterzuarbeiten, brauchen Sie Passwort und Wiederherstellungsschlüssel.',
  'signIn.forgetConfirm': 'Ja, löschen',

  'newKeys.title': 'Ihr Wiederherstellungs\u00adschlüssel',
  'newKeys.why':
    'Er öffnet auf jedem weiteren Gerät Ihr verschlüsseltes Notizbuch: Ihre Bezeichnungen für die Einladungen und die Schlüssel Ihrer Links. Er wird nur jetzt gezeigt, und niemand sonst hat ihn, auch der Server nicht.',
  'newKeys.lost':
    'Sind der Schlüssel und alle angemeldeten Geräte verloren, beginnen Sie mit neuen Schlüsseln von vorn. Offene Einladungen gelten dann nicht mehr.',
  'newKeys.hadOne':
    'Hatten Sie schon einen und haben nicht selbst von vorn begonnen? Dann stimmt etwas nicht. Machen Sie hier nicht weiter, und sagen Sie der Praxis Bescheid.',
  'newKeys.copy': 'Kopieren',
  'newKeys.copied': 'Kopiert',
  'newKeys.print': 'Drucken',
  'newKeys.printTitle': 'Wiederherstellungs\u00adschlüssel für das Pult',
  'newKeys.printHow':
    'Mit diesem Schlüssel öffnen Sie Ihr verschlüsseltes Notizbuch auf weiteren Geräten. Bewahren Sie das Blatt bei anderen vertraulichen Papieren auf, nicht beim Computer.',
  'newKeys.kept': 'Ich habe den Schlüssel sicher aufbewahrt.',
  'newKeys.keptMissing': 'Bitte bestätigen Sie, dass Sie den Schlüssel aufbewahrt haben.',
  'newKeys.retype': 'Schreiben Sie die letzte Gruppe des Schlüssels ab',
  'newKeys.retypeWrong': 'Das ist nicht die letzte Gruppe. Sie steht ganz am Ende des Schlüssels.',
  'newKeys.confirm': 'Weiter zum Pult',

  'unlock.title': 'Dieses Gerät freischalten',
  'unlock.text':
    'Ihr Notizbuch ist verschlüsselt. Geben Sie den Wiederherstellungsschlüssel ein, den Sie bei der ersten Anmeldung aufbewahrt haben.',
  'unlock.key': 'Wiederherstellungs\u00adschlüssel',
  'unlock.submit': 'Freischalten',
  'unlock.missing': 'Bitte geben Sie den Wiederherstellungsschlüssel ein.',
  'unlock.otherAccount': 'Mit einem anderen Konto anmelden',

  'fault.wrongPassword': 'Benutzername oder Passwort stimmt nicht.',
  'fault.notAClinician':
    'Dieses Konto gehört nicht zu den Behandelnden dieser Praxis. Wer die Praxis verwaltet, kann es eintragen.',
  'fault.wrongRecoveryKey': 'Dieser Schlüssel passt nicht. Achten Sie auf Groß- und Kleinschreibung.',
  'fault.keysNotSent':
    'Das andere Gerät hat Ihre Schlüssel nicht geschickt. Lassen Sie es geöffnet und versuchen Sie es noch einmal, oder nehmen Sie den Wiederherstellungs\u00adschlüssel.',
  'fault.keysReplaced':
    'Für dieses Konto wurden auf einem anderen Gerät neue Schlüssel gemacht. Mit den alten arbeitet das Pult nicht weiter. Waren Sie das nicht selbst, lassen Sie das Gerät so und sagen Sie der Praxis Bescheid.',
  'fault.offline': 'Der Server der Praxis ist gerade nicht zu erreichen. Bitte versuchen Sie es noch einmal.',
  'fault.otherTab': 'Ihr Pult ist schon in einem anderen Fenster dieses Browsers offen.',
  'fault.sessionEnded':
    'Der Server hat Ihre Sitzung auf diesem Gerät beendet. Bitte melden Sie sich wieder an. Es ist nichts verloren: Ihre Schlüssel und Ihr Notizbuch sind noch hier.',
  'fault.tooManyTries': 'Das waren zu viele Versuche. Bitte warten Sie eine Minute.',
  'fault.unauthorized': 'Ihre Anmeldung ist abgelaufen. Bitte laden Sie die Seite neu.',
  'fault.unavailable':
    'Der Server der Praxis antwortet gerade nicht. Bitte versuchen Sie es gleich noch einmal.',
  'fault.other': 'Der Server der Praxis hat das abgelehnt ({code}). Bitte versuchen Sie es noch einmal.',
  'stopped.title': 'Ihr Pult ist angehalten',
  'stopped.reload': 'Seite neu laden',

  'waiting.title': 'Im Wartezimmer',
  'waiting.none': 'Gerade wartet niemand.',
  'waiting.unlisted':
    '{who} hat sich mit Ihrem Link ausgewiesen und wartet, aber der Server der Praxis zeigt diesen Besuch nicht. Laden Sie die Seite neu. Hilft das nicht, rufen Sie die Person an.',
  'patient.guest': 'Gast {code}',
  'patient.unnamed': 'Noch ohne Namen',
  'patient.calls': 'möchte {name} genannt werden',
  'patient.waitingSince': 'wartet seit {time} ({minutes} Min.)',
  'patient.arriving': 'kommt gerade an',
  'patient.inSession': 'im Gespräch',
  'patient.elsewhere':
    'Das Gespräch geht an einem anderen Ihrer Geräte weiter. Hier sind Kamera und Mikrofon aus. Mit „Gespräch fortsetzen“ holen Sie es zurück.',
  'patient.here': 'da',
  'patient.away': 'schaut nicht auf diese Seite, seit {time}',
  'patient.gone': 'nicht mehr da seit {time}',
  'patient.connected': 'verbunden',
  'patient.proven': 'Ausgewiesen mit Ihrem Link',
  'patient.unproven': 'Ausweis wird geprüft',
  'patient.unprovenHint': 'Hereinlassen können Sie, sobald die Prüfung fertig ist.',
  'patient.lostLink': 'Kam mit einem Link, der nicht mehr gilt',
  'patient.lostLinkHint':
    'Er gehört zu Schlüsseln, die es nicht mehr gibt. Lehnen Sie ab und geben Sie einen neuen Link.',
  'patient.twoProofs': 'Dieser Link wurde auf zwei Geräten geöffnet',
  'patient.twoProofsHint':
    'Sie können nicht wissen, welches das richtige ist. Lehnen Sie ab und geben Sie einen neuen Link, am besten am Telefon oder auf Papier.',
  'patient.proofFailed': 'Konnte sich nicht ausweisen',
  'patient.proofFailedHint':
    'Lassen Sie diese Person nicht herein. Lehnen Sie ab und geben Sie einen neuen Link.',
  'patient.admit': 'Hereinlassen',
  'patient.admitName': '{who} hereinlassen',
  'patient.resume': 'Gespräch fortsetzen',
  'patient.chat': 'Schreiben',
  'patient.chatName': '{who} schreiben',
  'patient.chatUnread': 'Schreiben ({count} neu)',
  'patient.decline': 'Ablehnen',
  'patient.declineName': '{who} ablehnen',
  'patient.declineTitle': '{who} ablehnen?',
  'patient.declineText':
    'Der Besuch endet damit, und der Link gilt nicht mehr. Die Person sieht, dass heute kein Gespräch möglich ist, und die Telefonnummer der Praxis.',
  'patient.declineConfirm': 'Ja, ablehnen',
  'patient.busy':
    'Beenden Sie erst das laufende Gespräch, oder schicken Sie die Person zurück ins Wartezimmer.',
  'patient.endOld': 'Beenden',
  'patient.otherTitle': 'Jemand möchte mit diesem Link in einem anderen Browser herein',
  'patient.otherText':
    'Das kann dieselbe Person an einem zweiten Gerät sein oder jemand Fremdes. Fragen Sie im Zweifel am Telefon nach.',
  'patient.otherAccept': 'Den anderen Browser hereinlassen',
  'patient.otherRefuse': 'Abweisen',

  'due.window': '{day}, {span}',
  'due.link': 'Link zeigen',
  'due.linkName': 'Link zeigen für {who}',
  'due.cancel': 'Absagen',
  'due.cancelName': '{who} absagen',
  'due.cancelTitle': '{who} absagen?',
  'due.cancelText': 'Der Link gilt danach nicht mehr. Wer ihn öffnet, sieht, dass der Termin abgesagt wurde.',
  'due.cancelConfirm': 'Ja, absagen',

  'invite.new': 'Neue Einladung',
  'invite.title': 'Neue Einladung',
  'invite.label': 'Bezeichnung für Sie selbst',
  'invite.labelHint':
    'Nur Sie können das lesen. Es steht in Ihrem verschlüsselten Notizbuch und darf leer bleiben.',
  'invite.kind': 'Art',
  'invite.video': 'Video',
  'invite.chat': 'Nur Text',
  'invite.date': 'Tag',
  'invite.time': 'Beginn',
  'invite.minutes': 'Dauer in Minuten',
  'invite.dateMissing': 'Bitte geben Sie Tag und Uhrzeit an.',
  'invite.past': 'Diese Zeit ist schon vorbei. Bitte wählen Sie eine spätere.',
  'invite.minutesWrong': 'Bitte geben Sie zwischen 5 und 480 Minuten an.',
  'invite.make': 'Link erstellen',

  'link.title': 'Der Link ist fertig',
  'link.again': 'Der Link',
  'link.for': '{label}, {when}',
  'link.opens': 'Das Wartezimmer ist ab {time} offen.',
  'link.once': 'Er gilt einmal und für einen Browser. Geben Sie ihn nur der Person, für die er ist.',
  'link.value': 'Link',
  'link.copy': 'Kopieren',
  'link.copied': 'In der Zwischenablage',
  'link.copyFailed': 'Bitte markieren und kopieren Sie den Link von Hand.',
  'link.mail': 'Per E-Mail',
  'link.mailSubject': 'Ihr Weg in unser Gespräch',
  'link.mailBody':
    'Guten Tag,\n\ndas ist Ihr persönlicher Weg in unser Gespräch: {when}. {opens}\n\n{link}\n\nBitte öffnen Sie den ganzen Link in einem aktuellen Browser. Sie brauchen keine App und kein Konto. Geben Sie den Link nicht weiter.\n\n{clinician}',
  'link.print': 'Drucken',
  'link.qr': 'Der Link als QR-Code',
  'link.printTitle': 'Ihr Weg ins Gespräch mit {clinician}',
  'link.printHow':
    'Öffnen Sie die Kamera Ihres Telefons und halten Sie sie auf das Muster. Sie brauchen keine App und kein Konto.',
  'link.done': 'Fertig',

  'talk.screen': 'Gespräch',
  'talk.sendBack': 'Ins Warte\u00adzimmer',
  'talk.end': 'Beenden',
  'talk.endTitle': 'Gespräch mit {who} beenden?',
  'talk.endText':
    'Damit endet der Besuch. Der Raum, die Nachrichten und das Gastkonto werden gelöscht, und der Link gilt nicht mehr.',
  'talk.endConfirm': 'Ja, beenden',
  'talk.endShowing': 'Termin zeigen und beenden',
  'talk.stay': 'Weiter sprechen',
  'talk.waitingMeanwhile': '{count} warten',
  'talk.gone': '{who} ist seit {time} nicht mehr da. Sie können warten oder das Gespräch beenden.',
  'recognised.byNotebook': '{who} hat sich mit dem Link aus Ihrem Notizbuch ausgewiesen.',
} as const;
