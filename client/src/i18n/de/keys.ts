/** German texts around the clinician's keys: further devices, and beginning again without them. */
export const keysDe = {
  'unlock.noRecoveryKey':
    'Dieses Konto wurde mit einem anderen Matrix-Programm eingerichtet und hat keinen Wiederherstellungs\u00adschlüssel. Freischalten können Sie dieses Gerät mit einem, auf dem Sie schon angemeldet sind.',
  'unlock.otherTitle': 'Mit einem anderen Gerät',
  'unlock.otherText':
    'Sind Sie anderswo schon angemeldet, hier am Pult oder in Element? Öffnen Sie es dort, und schalten Sie dieses Gerät von dort aus frei.',
  'unlock.other': 'Anderes Gerät fragen',
  'unlock.lost': 'Ich habe den Schlüssel nicht mehr',

  'check.titleNew': 'Dieses Gerät freischalten',
  'check.titleOther': 'Ein neues Gerät möchte herein',
  'check.titleDone': 'Das neue Gerät ist freigeschaltet',
  'check.asking':
    'Ihr anderes Gerät wird gefragt. Öffnen Sie dort das Pult oder Element, und nehmen Sie die Anfrage an. Erscheint sie dort nicht, brechen Sie hier ab und fragen Sie noch einmal.',
  'check.askedNew': 'Ihr anderes Gerät {device} möchte dieses freischalten.',
  'check.askedOther':
    'Ein Gerät ({device}) hat sich mit Ihrem Konto angemeldet und bittet um Ihre Schlüssel. Machen Sie nur weiter, wenn Sie das selbst sind und es vor sich haben.',
  'check.accept': 'Ja, das bin ich',
  'check.refuse': 'Nein, ablehnen',
  'check.choose':
    'Halten Sie beide Geräte nebeneinander. Lesen Sie mit dem einen den Code des anderen, oder vergleichen Sie Bilder.',
  'check.code': 'Code dieses Geräts, zum Lesen mit dem anderen',
  'check.scan': 'Code des anderen Geräts lesen',
  'check.pictures': 'Bilder vergleichen',
  'check.preparing': 'Die beiden Geräte verständigen sich.',
  'check.compare': 'Zeigt das andere Gerät dieselben sieben Bilder in derselben Reihenfolge?',
  'check.same': 'Ja, dieselben',
  'check.differ': 'Nein, andere',
  'check.scanned':
    'Der Code wurde gelesen. Waren Sie das, und meldet Ihr anderes Gerät, dass es geklappt hat?',
  'check.scannedYes': 'Ja, das war ich',
  'check.scannedNo': 'Nein, abbrechen',
  'check.waiting': 'Hier ist alles getan. Bestätigen Sie es jetzt auch auf dem anderen Gerät.',
  'check.doneText': 'Es hat jetzt Ihre Schlüssel und Ihr Notizbuch.',
  'check.cancel': 'Abbrechen',
  'check.again': 'Zurück',

  'over.mismatch':
    'Die Bilder waren verschieden. Nichts wurde freigeschaltet, und niemand hat Ihre Schlüssel bekommen. Es kann sein, dass jemand zwischen den beiden Geräten steht. Nehmen Sie den Wiederherstellungs\u00adschlüssel, und sagen Sie der Praxis Bescheid.',
  'over.stopped': 'Das wurde abgebrochen. Nichts wurde freigeschaltet.',
  'over.timedOut': 'Das andere Gerät hat nicht rechtzeitig geantwortet. Nichts wurde freigeschaltet.',
  'over.elsewhere': 'Diese Anfrage wurde auf einem anderen Ihrer Geräte angenommen.',
  'over.failed': 'Das hat nicht geklappt. Nichts wurde freigeschaltet. Bitte versuchen Sie es noch einmal.',
  'over.wrongCode': 'Das war nicht der Code Ihres anderen Geräts. Nichts wurde freigeschaltet.',

  'receiving.title': 'Ihre Schlüssel kommen',
  'receiving.text':
    'Das andere Gerät schickt Ihre Schlüssel, für andere unlesbar. Bitte lassen Sie es noch geöffnet.',

  'scan.look': 'Halten Sie den Code des anderen Geräts vor die Kamera.',
  'scan.picture': 'Bild der Kamera',
  'scan.noCamera': 'Die Kamera lässt sich nicht einschalten. Vergleichen Sie stattdessen Bilder.',
  'scan.stop': 'Nicht mehr lesen',

  'startOver.title': 'Mit neuen Schlüsseln beginnen',
  'startOver.why':
    'Ohne den Wiederherstellungs\u00adschlüssel und ohne ein Gerät, das noch freigeschaltet ist, kann niemand Ihr Notizbuch öffnen, auch die Praxis nicht. Sie können neue Schlüssel machen. Was dann nicht mehr ist:',
  'startOver.links':
    'Alle Links, die Sie schon ausgegeben haben, gelten nicht mehr. Sie sehen danach, welche das sind, und können neue ausstellen.',
  'startOver.waiting':
    'Wer mit einem alten Link wartet oder ihn noch öffnet, erfährt, dass etwas nicht stimmt, und kommt nicht herein. Diese Person braucht einen neuen Link.',
  'startOver.labels':
    'Ihre Bezeichnungen für die Einladungen sind auf diesem Gerät nicht mehr zu lesen. Ein Gerät, auf dem Sie schon gearbeitet haben, zeigt sie nach dem Freischalten noch an.',
  'startOver.devices': 'Ihre anderen Geräte und Matrix-Programme müssen neu freigeschaltet werden.',
  'startOver.password': 'Ihr Passwort, zur Sicherheit noch einmal',
  'startOver.passwordMissing': 'Bitte geben Sie Ihr Passwort ein.',
  'startOver.understood': 'Ich weiß, was verloren geht.',
  'startOver.understoodMissing': 'Bitte bestätigen Sie, dass Sie das wissen.',
  'startOver.confirm': 'Neue Schlüssel machen',
  'startOver.wait': 'Neue Schlüssel werden gemacht',
  'startOver.back': 'Doch nicht',

  'lost.title': 'Diese Links gelten nicht mehr',
  'lost.text':
    'Sie wurden mit Schlüsseln gemacht, die es nicht mehr gibt. Niemand kann sich mit ihnen ausweisen. Die Personen erfahren das nur von Ihnen, durch einen neuen Link.',
  'lost.renew': 'Neu ausstellen',
  'lost.renewName': 'Neu ausstellen für {who}',
  'lost.renewTitle': 'Neuer Link statt des alten',
  'lost.same': '{kind}, der alte Link galt {day}, {span}. Er wird zurückgenommen.',
  'lost.make': 'Neuen Link erstellen',
} as const;
